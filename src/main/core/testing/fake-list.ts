import type { ListStore } from '../ports/list-store.ts'

/** A list in memory. */
export function fakeList<Item>(start: readonly Item[] = []): ListStore<Item> {
  let items = start
  return {
    read: () => items,
    async write(next) {
      items = next
    },
  }
}
