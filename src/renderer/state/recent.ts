/** Remembers the values that were set last. */
export interface Recent<Key, Value> {
  readonly get: (key: Key) => Value | undefined
  readonly set: (key: Key, value: Value) => void
}

/** Keeps at most `size` values and forgets the ones that were set longest ago. */
export function createRecent<Key, Value>(size: number): Recent<Key, Value> {
  const values = new Map<Key, Value>()
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.delete(key)
      values.set(key, value)
      for (const oldest of values.keys()) {
        if (values.size <= size) return
        values.delete(oldest)
      }
    },
  }
}
