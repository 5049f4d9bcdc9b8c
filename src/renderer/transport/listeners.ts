/** A set of listeners that are told in the order in which they came. */
export interface Listeners<Value> {
  readonly add: (listener: (value: Value) => void) => () => void
  readonly tell: (value: Value) => void
}

export function createListeners<Value>(): Listeners<Value> {
  const all = new Set<(value: Value) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    tell(value) {
      for (const listener of all) listener(value)
    },
  }
}
