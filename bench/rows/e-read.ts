import { messageIdOf } from '../../src/contract/id.ts'
import type { Store } from '../../src/main/core/ports/stores.ts'
import { openEmptyPair, openPair, type Pair } from '../storage/bare.ts'
import { busySession, fillWithRuns } from '../storage/busy-chat.ts'
import { largeProfile, longSession } from '../storage/large-profile.ts'
import { heldUp } from '../held-up.ts'
import { alternate, median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const pageSize = 50
const listSize = 200
/** How often each is called, and how often before that without being measured. */
const calls = 600
const warmUp = 200

/** E2: the last page of a long session. L: the first page of a long list. M: how long the main thread is held up. */
export async function readRows(): Promise<readonly Row[]> {
  const small = await openPair(largeProfile(10_000))
  const large = await openPair(largeProfile(1_000_000))
  const wall = await pages(small, large)
  const held = await holdUps(large.store)
  const busy = await openEmptyPair()
  await fillWithRuns(busy.store, 5000)
  held.set('5,000 runs of a chat', await heldUp(() => busy.store.runs.listBySession(busySession)))
  held.set('their 5,000 calls', await heldUp(() => busy.store.runs.listCalls(busySession)))
  await Promise.all([small.close(), large.close(), busy.close()])
  const unit = 'ms'
  return [
    row('E2 last 50 of 10,000', 'Parley', wall('path'), 'the bare statement', wall('bare path'), unit, 3),
    row('E2 among 1,000,000', 'Parley', wall('path'), 'among 10,000', wall('small path'), unit, 1.2),
    row('E2 list of 5,000', 'Parley', wall('list'), 'the bare statement', wall('bare list'), unit, 3),
    ...[...held].map(([name, ms]) => row(`E2 main thread, ${name}`, 'held up', ms, 'limit', 5, unit, 1)),
  ]
}

async function pages(small: Pair, large: Pair): Promise<(name: string) => number> {
  const leaf = await leafOf(large.store)
  const smallLeaf = await leafOf(small.store)
  const barePath = large.bare.prepare(
    'select * from messages where session_key = ? order by position desc limit ?',
  )
  const bareList = large.bare.prepare(
    `select * from sessions where shelf = 'active' order by updated_at desc, id limit ?`,
  )
  const variants = {
    'bare path': () => barePath.all(longSession, pageSize),
    path: () => large.store.messages.path(leaf, pageSize),
    'small path': () => small.store.messages.path(smallLeaf, pageSize),
    'bare list': () => bareList.all(listSize),
    list: () => large.store.sessions.list({ shelf: 'active', limit: listSize }),
  }
  // One call at a time, as a chat is opened: forty in a row are answered by the bare statement out of the processor's caches.
  const named = Object.entries(variants).map(([name, work]) => ({
    name,
    run: async () => void (await work()),
  }))
  const samples = await alternate(named, calls, warmUp, false)
  return (name) => median((samples.get(name) ?? []).map(({ wall }) => wall))
}

async function leafOf(store: Store) {
  const { sessions } = await store.sessions.list({ shelf: 'active', limit: 500 })
  const session = sessions.find(({ id }) => id === longSession)
  return session?.leafId ?? messageIdOf('')
}

/** The longest piece of work without a pause for each call. */
async function holdUps(store: Store): Promise<Map<string, number>> {
  const leaf = await leafOf(store)
  const asked = {
    'last 50': () => store.messages.path(leaf, pageSize),
    'whole path of 10,000': () => store.messages.path(leaf),
    'list of 200': () => store.sessions.list({ shelf: 'active', limit: listSize }),
    search: () => store.search.search({ text: 'ka', order: 'ranked', limit: 20 }),
  }
  const held = new Map<string, number>()
  for (const [name, call] of Object.entries(asked)) held.set(name, await heldUp(call))
  return held
}
