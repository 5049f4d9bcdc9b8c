import { shell } from 'electron'
import { safeLink } from '../../contract/link.ts'

/** The one caller of `shell.openExternal`. Opens http, https and mailto, re-serialised; drops everything else. */
export async function openLink(text: string): Promise<void> {
  const link = safeLink(text, (url) => URL.parse(url))
  if (link) await shell.openExternal(link)
}
