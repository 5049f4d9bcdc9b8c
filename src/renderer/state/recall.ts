/** Where a window remembers small things. */
export type SmallStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Reads what was remembered; anything unreadable counts as nothing. */
export function recall(storage: SmallStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** Remembers a value. A full store loses it silently: nothing that matters is kept only here. */
export function remember(storage: SmallStorage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value))
  } catch {
    storage.removeItem(key)
  }
}
