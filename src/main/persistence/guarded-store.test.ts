import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../contract/id.ts'
import type { StorageState } from '../../contract/storage.ts'
import { ParleyError } from '../core/errors.ts'
import type { StoreSwitch } from '../core/ports/store-switch.ts'
import type { RunCommit, Store } from '../core/ports/stores.ts'
import { codeOf } from '../core/testing/code-of.ts'
import { createFakeClock, type FakeClock } from '../core/testing/fake-clock.ts'
import { silentLog } from '../core/testing/fake-log.ts'
import { commitOf, deltaOf, runOf, sessionOf } from '../core/testing/store-fixture.ts'
import { guardStore } from './guarded-store.ts'
import { openSqliteStore } from './sqlite/open.ts'

const s1 = sessionIdOf('s1')
const lost = new ParleyError('storage-unreachable', { params: { host: 'db', reason: 'cut' } })
const openMemory = () => openSqliteStore({ path: ':memory:', log: silentLog })

let inner: Store
let clock: FakeClock
let guarded: StoreSwitch
let states: StorageState['status'][]
/** While true, the line to the engine is cut: nothing is done. `cutAfter`: it is done and the answer is lost. */
let cut: 'no' | 'before' | 'after'

beforeEach(async () => {
  inner = await openMemory()
  cut = 'no'
  clock = createFakeClock()
  guarded = guardStore(overCut(inner), { clock, random: () => 0, log: silentLog })
  states = []
  guarded.watch(({ status }) => states.push(status))
})
afterEach(async () => {
  await guarded.store.close()
  await inner.close()
})

describe('a lost engine', () => {
  it('DU-24 holds a write until the engine is back, and says both', async () => {
    cut = 'before'
    const created = guarded.store.sessions.create(sessionOf('s1'))
    await nextWait()
    expect(guarded.state()).toMatchObject({ status: 'lost', failure: { params: { host: 'db' } } })
    clock.advance(60_000)
    await nextWait()
    cut = 'no'
    clock.advance(60_000)
    expect(await created).toBe(true)
    expect(states).toStrictEqual(['lost', 'ready'])
    expect(await inner.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
  })

  it('DU-24 writes a commit once though its answer was lost', async () => {
    await guarded.store.sessions.create(sessionOf('s1'))
    cut = 'after'
    const commit: RunCommit = commitOf({ events: [deltaOf(1)] })
    const written = guarded.store.log.commit(commit)
    await nextWait()
    cut = 'no'
    clock.advance(60_000)
    await written
    expect(await inner.log.read(runOf('r1').id, 0)).toStrictEqual([deltaOf(1)])
  })

  it('tells a reader after some seconds, and a writer after some minutes', async () => {
    cut = 'before'
    const read = codeOf(guarded.store.sessions.get(s1))
    const write = codeOf(guarded.store.sessions.create(sessionOf('s1')))
    const told: string[] = []
    void read.then(() => told.push('reader'))
    void write.then(() => told.push('writer'))
    while (!told.includes('writer')) {
      await nextWait()
      clock.advance(1000)
    }
    expect(told).toStrictEqual(['reader', 'writer'])
    expect([await read, await write]).toStrictEqual(['storage-unreachable', 'storage-unreachable'])
    expect(clock.elapsed()).toBeGreaterThan(500_000)
  })

  it('does not wait for it when it closes', async () => {
    cut = 'before'
    const write = codeOf(guarded.store.sessions.create(sessionOf('s1')))
    await nextWait()
    await guarded.store.close()
    expect(await write).toBe('storage-unreachable')
  })

  it('passes every other failure on at once', async () => {
    const commit = guarded.store.log.commit(commitOf({ events: [deltaOf(9)] }))
    expect(await codeOf(commit)).toBe('storage-failed')
    expect(states).toStrictEqual([])
  })
})

describe('an exchange', () => {
  it('holds writes until the new engine is ready, and lets go of the old one', async () => {
    const next = await openMemory()
    const { promise: ready, resolve: makeReady } = Promise.withResolvers<Store>()
    const exchanged = guarded.exchange(() => ready)
    const created = guarded.store.sessions.create(sessionOf('s1'))
    expect(await guarded.store.sessions.get(s1)).toBeUndefined()
    makeReady(next)
    await exchanged
    expect(await created).toBe(true)
    expect(await next.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
    expect(await codeOf(inner.sessions.get(s1))).toBe('storage-failed')
  })

  it('waits for the writes that go on before it', async () => {
    const next = await openMemory()
    const created = guarded.store.sessions.create(sessionOf('s1'))
    await guarded.exchange(async (current) => {
      expect(await current.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
      return next
    })
    expect(await created).toBe(true)
  })

  it('goes on with the engine as it was when the new one fails, and refuses a second at the same time', async () => {
    const { promise, reject } = Promise.withResolvers<Store>()
    const exchanged = codeOf(guarded.exchange(() => promise))
    expect(await codeOf(guarded.exchange(() => promise))).toBe('storage-failed')
    reject(lost)
    expect(await exchanged).toBe('storage-unreachable')
    expect(await guarded.store.sessions.create(sessionOf('s1'))).toBe(true)
    expect(await inner.sessions.get(s1)).toBeDefined()
  })
})

/** Resolves when a call waits for its next attempt. */
async function nextWait(): Promise<void> {
  for (let turn = 0; turn < 1000 && clock.waiting() === 0; turn++) await new Promise(setImmediate)
}

async function through<Result>(call: () => Promise<Result>): Promise<Result> {
  if (cut === 'before') throw lost
  const result = await call()
  if (cut === 'after') throw lost
  return result
}

function overCut(store: Store): Store {
  return {
    ...store,
    sessions: {
      ...store.sessions,
      create: (session) => through(() => store.sessions.create(session)),
      get: (id) => through(() => store.sessions.get(id)),
    },
    log: { ...store.log, commit: (commit) => through(() => store.log.commit(commit)) },
  }
}
