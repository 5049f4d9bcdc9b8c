import { isSameName } from '../../../contract/name.ts'
import type { FailureCode } from '../../../contract/failure.ts'
import { ParleyError } from '../errors.ts'
import type { ListStore } from '../ports/list-store.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** Things of the user's that have a name of their own each, written through. */
export interface NamedList<Item extends Named> {
  all(): readonly Item[]
  find(id: Item['id']): Item | undefined
  /** Throws the failure of a missing one. */
  get(id: Item['id']): Item
  /** Puts an item in the place of the one with its id, or behind all. Throws `name-taken`, `list-full`. */
  save(item: Item): Promise<void>
  /** Adds items as they are, but for names that are taken. Throws `list-full`. */
  add(items: readonly Item[]): Promise<void>
  remove(id: Item['id']): Promise<void>
  /** Takes a removal back: to its place, under another name where its own is taken by now. */
  restore(id: Item['id']): Promise<void>
  /** Calls the listener after each change; returns the function that ends it. */
  watch(listener: () => void): () => void
}

/** More than anybody can choose from. */
const most = 1000

/** How the names of a list are made. */
interface Naming {
  /** Letters of a name at most. */
  readonly longest: number
  /** What parts a name from the number behind it. */
  readonly before: ' ' | '-'
}

/** `missing` is the failure of an id that names nothing. */
export function createNamedList<Item extends Named>(
  store: ListStore<Item>,
  missing: FailureCode,
  naming: Naming,
): NamedList<Item> {
  let items = store.read()
  const removed = new Map<Item['id'], { readonly item: Item; readonly place: number }>()
  const listeners = new Set<() => void>()

  // A change counts from the moment it is asked for, so that two that come together do not undo one another.
  const put = async (next: readonly Item[]) => {
    if (next.length > most) throw new ParleyError('list-full', { params: { limit: String(most) } })
    const before = items
    items = next
    try {
      await store.write(next)
    } catch (error) {
      if (items === next) items = before
      throw error
    }
    for (const listener of listeners) listener()
  }
  const find = (id: Item['id']) => items.find((each) => each.id === id)
  const get = (id: Item['id']) => {
    const item = find(id)
    if (!item) throw new ParleyError(missing, { params: { id } })
    return item
  }
  return {
    all: () => items,
    find,
    get,
    async save(item) {
      const namesake = items.find((each) => each.id !== item.id && isSameName(each.name, item.name))
      if (namesake) throw new ParleyError('name-taken', { params: { name: namesake.name } })
      const isKnown = items.some(({ id }) => id === item.id)
      await put(isKnown ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item])
    },
    add: (given) => put(given.reduce((all, item) => [...all, freelyNamed(item, all, naming)], items)),
    async remove(id) {
      const item = get(id)
      const place = items.indexOf(item)
      await put(items.filter((each) => each !== item))
      removed.set(id, { item, place })
    },
    async restore(id) {
      const gone = removed.get(id)
      if (!gone) throw new ParleyError(missing, { params: { id } })
      await put(items.toSpliced(gone.place, 0, freelyNamed(gone.item, items, naming)))
      removed.delete(id)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function freelyNamed<Item extends Named>(item: Item, others: readonly Item[], naming: Naming): Item {
  const isTaken = (name: string) => others.some((each) => isSameName(each.name, name))
  let name = item.name
  for (let number = 2; isTaken(name); number++) name = numbered(item.name, number, naming)
  return { ...item, name }
}

function numbered(name: string, number: number, { longest, before }: Naming): string {
  const end = `${before}${number}`
  return `${name.replace(/[ -]\d+$/u, '').slice(0, longest - end.length)}${end}`
}
