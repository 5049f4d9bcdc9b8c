import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import type { Store } from '../ports/stores.ts'
import { codeOf } from '../testing/code-of.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { silentLog } from '../testing/fake-log.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { startCleanUp } from './clean-up.ts'
import { createSessions, type Sessions } from './sessions.ts'

const s1 = sessionIdOf('s1')
const hour = 3_600_000

let store: Store
let clock: FakeClock
let ttl: number | undefined
let sessions: Sessions

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:', log: silentLog })
  clock = createFakeClock(Date.now())
  ttl = undefined
  sessions = createSessions(store, clock, () => ({ ttlMs: ttl }))
})
afterEach(() => store.close())

describe('the life of a session', () => {
  it('S0-40 begins anew under the id of one in the trash', async () => {
    await sessions.create({ id: s1, title: 'Old' })
    await sessions.delete(s1)
    expect(await sessions.forMessage(s1, false, 'Hello there')).toMatchObject({
      isNew: true,
      session: { id: 's1', title: 'Hello there' },
    })
    expect(await sessions.create({ id: s1, title: 'New' })).toMatchObject({ title: 'New' })
  })

  it('is not restored over another one of its id, and neither is lost', async () => {
    await sessions.create({ id: s1, title: 'Old' })
    await sessions.delete(s1)
    await sessions.create({ id: s1, title: 'New' })
    expect(await codeOf(sessions.restore(s1))).toBe('session-exists')
    await sessions.delete(s1)
    expect(await sessions.restore(s1)).toMatchObject({ title: 'New' })
    expect(await codeOf(sessions.restore(s1))).toBe('session-exists')
  })

  it('is purged from the trash alone', async () => {
    await sessions.create({ id: s1 })
    expect(await codeOf(sessions.purge(s1))).toBe('session-missing')
    await sessions.delete(s1)
    await sessions.purge(s1)
    expect(await codeOf(sessions.get(s1))).toBe('session-missing')
  })

  it('is pinned, archived, filed and tagged, and each is taken back', async () => {
    await sessions.create({ id: s1 })
    const all = { pinned: true, archived: true, folder: 'Work', tags: ['a'], metadata: { k: 'v' } }
    expect(await sessions.change(s1, all)).toMatchObject({
      pinnedAt: clock.now(),
      archivedAt: clock.now(),
      folder: 'Work',
      tags: ['a'],
      metadata: { k: 'v' },
    })
    const none = { pinned: false, archived: false, folder: null, tags: null, metadata: null }
    expect(Object.keys(await sessions.change(s1, none)).toSorted()).toStrictEqual(
      Object.keys(sessionOf('s1')).toSorted(),
    )
  })
})

describe('a session with a time', () => {
  it('has the time of the settings from its beginning, put off by every use', async () => {
    ttl = hour
    const made = await sessions.create({ id: s1 })
    expect(made).toMatchObject({ ttlMs: hour, expiresAt: clock.now() + hour })
    clock.advance(1000)
    expect(await sessions.open(s1)).toMatchObject({ expiresAt: clock.now() + hour })
    expect(await sessions.change(s1, { ttlMs: null })).not.toHaveProperty('expiresAt')
  })

  it('has no end while it is pinned, and its whole time again afterwards', async () => {
    ttl = hour
    await sessions.create({ id: s1 })
    expect(await sessions.change(s1, { pinned: true })).not.toHaveProperty('expiresAt')
    expect(await sessions.open(s1)).not.toHaveProperty('expiresAt')
    clock.advance(1000)
    expect(await sessions.change(s1, { pinned: false })).toMatchObject({ expiresAt: clock.now() + hour })
  })

  it('comes back from the trash with its whole time', async () => {
    await sessions.create({ id: s1 })
    await sessions.change(s1, { ttlMs: hour })
    await sessions.delete(s1)
    clock.advance(2 * hour)
    expect(await sessions.restore(s1)).toMatchObject({ expiresAt: clock.now() + hour })
  })

  it('S0-39 is ended by the clean-up, which comes again and again', async () => {
    await store.sessions.create(sessionOf('over', { expiresAt: 1 }))
    const told: string[] = []
    const { promise: second, resolve } = Promise.withResolvers<void>()
    const stop = startCleanUp({
      store,
      clock,
      log: silentLog,
      everyMs: 5000,
      trashMs: () => (told.length === 0 ? undefined : 1),
      sweep: async () => 0,
      onTrashed: (id) => void told.push(`${id} is in the trash`),
      onPurged(id) {
        told.push(`${id} is gone`)
        resolve()
      },
    })
    while (clock.waiting() === 0) await new Promise(setImmediate)
    clock.advance(5000)
    await second
    stop()
    expect(told).toStrictEqual(['over is in the trash', 'over is gone'])
  })
})

describe('a fork', () => {
  beforeEach(async () => {
    await store.sessions.create(sessionOf('s1', { folder: 'Work', pinnedAt: 1 }))
    await store.log.commit(
      commitOf({
        run: runOf('r1', { status: 'completed', endedAt: 5 }),
        messages: [
          messageOf('m1', null),
          messageOf('a1', 'm1', { role: 'assistant', runId: runIdOf('r1') }),
          messageOf('m2', 'a1'),
        ],
        calls: [recordOf('c1', 'a1', { status: 'completed', result: '2' })],
        events: [deltaOf(1)],
        session: tipOf('m2', 2000),
      }),
    )
  })

  it('holds the conversation up to a message, under names of its own', async () => {
    const fork = await sessions.fork(s1, messageIdOf('a1'))
    expect(fork).toMatchObject({ title: 'Chat s1', folder: 'Work' })
    expect(fork).not.toHaveProperty('pinnedAt')
    const copy = await sessions.newestPage(await sessions.get(fork.id))
    expect(copy.messages.map(({ role, parts }) => [role, parts])).toStrictEqual([
      ['user', messageOf('m1', null).parts],
      ['assistant', messageOf('a1', null).parts],
    ])
    expect(copy).toMatchObject({ runs: [{ status: 'completed' }], calls: [{ id: 'c1', result: '2' }] })
    expect(copy.runs[0]?.userMessageId).toBe(copy.messages[0]?.id)
    const ids = [...copy.messages, ...copy.runs].map(({ id }) => String(id))
    expect(ids.filter((id) => ['m1', 'a1', 'm2', 'r1'].includes(id))).toStrictEqual([])
  })

  it('is not needed to see another branch: the newest one that holds a message is shown', async () => {
    await store.log.commit(
      commitOf({
        run: runOf('r2'),
        messages: [messageOf('a2', 'm1'), messageOf('m3', 'a2'), messageOf('a3', 'm3')],
      }),
    )
    expect(await sessions.show(s1, messageIdOf('a2'))).toMatchObject({ session: { leafId: 'a3' }, behind: 2 })
    expect(await sessions.show(s1, messageIdOf('a1'))).toMatchObject({ session: { leafId: 'm2' }, behind: 1 })
    expect(await codeOf(sessions.show(s1, messageIdOf('none')))).toBe('message-missing')
  })

  it('is not needed to go back: a branch that holds the message stays', async () => {
    await store.log.commit(commitOf({ run: runOf('r2'), messages: [messageOf('a2', 'm1')] }))
    expect(await sessions.show(s1, messageIdOf('m1'))).toMatchObject({ session: { leafId: 'm2' }, behind: 2 })
    const elsewhere = sessions.show((await sessions.create({})).id, messageIdOf('m1'))
    expect(await codeOf(elsewhere)).toBe('message-missing')
  })

  it('lives on when the original is purged', async () => {
    const fork = await sessions.fork(s1)
    await sessions.delete(s1)
    await sessions.purge(s1)
    expect((await sessions.newestPage(await sessions.get(fork.id))).messages).toHaveLength(3)
  })

  it('is refused at a message that is not there', async () => {
    expect(await codeOf(sessions.fork(s1, messageIdOf('none')))).toBe('message-missing')
    expect(await codeOf(sessions.fork(sessionIdOf('none')))).toBe('session-missing')
  })
})
