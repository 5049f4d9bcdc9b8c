/** A shortcut as it is written on this platform: `⌘N` or `Ctrl+N`. `key` is one letter or sign. */
export function shortcutText(mac: boolean, key: string): string {
  return mac ? `⌘${key}` : `Ctrl+${key}`
}
