/** A stream of numbers that a seed decides, so that a run can be repeated. */
export interface Random {
  /** From 0 up to and without `limit`; whole. */
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** Mulberry32, by Tommy Ettinger: small, and good enough to choose moments. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick<Item>(items: readonly Item[]) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('there is nothing to pick from')
      return item
    },
  }
}
