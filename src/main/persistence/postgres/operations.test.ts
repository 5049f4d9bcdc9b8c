import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Store } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import {
  commitOf,
  deltaOf,
  messageOf,
  recordOf,
  runOf,
  sessionOf,
  tipOf,
} from '../../core/testing/store-fixture.ts'
import { holdOpen } from './testing/ask-server.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'
import { openPostgresUnderTest } from './testing/postgres-under-test.ts'

const missing = reasonToSkip()
const [s1, r1] = [sessionIdOf('s1'), runIdOf('r1')]

describe.skipIf(missing)(`what PostgreSQL stores${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let tested: Awaited<ReturnType<typeof openPostgresUnderTest>>
  let store: Store
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.remove())
  beforeEach(async () => {
    tested = await openPostgresUnderTest(server.address)
    store = tested.store
  })
  afterEach(() => tested.dispose())
  const readBundle = async () => {
    const bundle = await store.transfer.read(s1)
    if (!bundle) throw new Error('there is no session')
    return bundle
  }
  const openSecond = async () => {
    const second = await tested.openSecond?.()
    if (!second) throw new Error('there is no second store')
    return second
  }

  it('DU-25 refuses the commit of a process whose run another living one has taken', async () => {
    const [second, third] = [await openSecond(), await openSecond()]
    await store.sessions.create(sessionOf('s1'))
    await second.log.commit(commitOf({ events: [deltaOf(1)] }))
    expect(await codeOf(store.log.commit(commitOf({ events: [deltaOf(2)] })))).toBe('storage-failed')
    await second.close()
    await third.runs.claimOpen()
    expect(await codeOf(store.log.commit(commitOf({ events: [deltaOf(2)] })))).toBe('storage-failed')
    await third.log.commit(commitOf({ run: runOf('r1', { status: 'incomplete' }), events: [deltaOf(2)] }))
    expect(await store.log.read(r1, 0)).toStrictEqual([deltaOf(1), deltaOf(2)])
  })

  it('lets a process go on with the run of one that is gone', async () => {
    const second = await openSecond()
    await store.sessions.create(sessionOf('s1'))
    await second.log.commit(commitOf({ events: [deltaOf(1)] }))
    await second.close()
    await store.log.commit(commitOf({ events: [deltaOf(2)] }))
    expect(await store.log.read(r1, 0)).toHaveLength(2)
  })

  it('begins a session once, though the commit that begins it is repeated', async () => {
    const first = commitOf({
      newSession: sessionOf('s1', { title: 'New' }),
      messages: [messageOf('m1', null)],
      events: [deltaOf(1)],
      session: tipOf('m1', 5),
    })
    await store.sessions.create(sessionOf('s1', { title: 'In the trash', deletedAt: 1 }))
    await Promise.all([store.log.commit(first), store.log.commit(first)])
    await store.log.commit(first)
    expect(await store.sessions.get(s1)).toMatchObject({ title: 'New', leafId: 'm1', updatedAt: 5 })
    expect(await store.log.read(r1, 0)).toHaveLength(1)
    const { sessions } = await store.sessions.list({ shelf: 'deleted', limit: 5 })
    expect(sessions).toMatchObject([{ title: 'In the trash', leafId: null }])
  })

  it('goes on with a run where it began, though its session is over and its id given away', async () => {
    await store.sessions.create(sessionOf('s1', { title: 'Old' }))
    await store.log.commit(commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)] }))
    await store.sessions.update(s1, { expiresAt: 1 })
    await store.log.commit(commitOf({ events: [deltaOf(2)] }))
    expect(await store.sessions.create(sessionOf('s1', { title: 'Next' }))).toBe(true)
    await store.log.commit(commitOf({ events: [deltaOf(3)], session: tipOf('m1', 7) }))
    expect(await store.sessions.get(s1)).toStrictEqual(sessionOf('s1', { title: 'Next' }))
    expect(await store.log.read(r1, 0)).toHaveLength(3)
    const { sessions } = await store.sessions.list({ shelf: 'deleted', limit: 5 })
    expect(sessions).toMatchObject([{ title: 'Old', leafId: 'm1', updatedAt: 7 }])
  })

  it('takes the last word of a commit that says something twice', async () => {
    await store.sessions.create(sessionOf('s1'))
    const [begun, whole] = [messageOf('m1', null, { parts: [] }), messageOf('m1', null)]
    const calls = [recordOf('c', 'm1'), recordOf('d', 'm1'), recordOf('c', 'm1', { status: 'completed' })]
    await store.log.commit(commitOf({ messages: [begun, whole], calls }))
    expect(await store.messages.get(whole.id)).toStrictEqual(whole)
    expect(await store.runs.listCalls(s1)).toMatchObject([{ id: 'c', status: 'completed' }, { id: 'd' }])
  })

  const broken = [
    ['whose messages are each other’s parents', [messageOf('m1', 'm2'), messageOf('m2', 'm1')]],
    ['with a message of another session', [messageOf('m1', null, { sessionId: sessionIdOf('s2') })]],
    ['whose parent is nowhere', [messageOf('m1', 'nowhere')]],
  ] as const
  it.each(broken)('refuses a commit %s', async (_name, messages) => {
    await store.sessions.create(sessionOf('s1'))
    expect(await codeOf(store.log.commit(commitOf({ messages })))).toBe('storage-failed')
    expect(await store.runs.get(r1)).toBeUndefined()
  })

  it('refuses to move a message, and to make a tip of one that is not there', async () => {
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ messages: [messageOf('m1', null), messageOf('m2', 'm1')] }))
    expect(await codeOf(store.log.commit(commitOf({ messages: [messageOf('m2', null)] })))).toBe(
      'storage-failed',
    )
    expect(await codeOf(store.sessions.update(s1, { leafId: messageIdOf('m9') }))).toBe('storage-failed')
    expect(await store.messages.path(messageIdOf('m2'))).toHaveLength(2)
  })

  it('keeps one slow session from holding up the others', async () => {
    await store.sessions.create(sessionOf('s1'))
    const letGo = await holdOpen(tested.address, 'select * from sessions for update')
    const slow = store.log.commit(commitOf({ events: [deltaOf(1)] }))
    expect(await store.sessions.create(sessionOf('s2'))).toBe(true)
    expect(await store.log.read(r1, 0)).toStrictEqual([])
    await letGo()
    await slow
    expect(await store.log.read(r1, 0)).toStrictEqual([deltaOf(1)])
  })

  it('writes a bundle beside the session from which it was read, and again, and each is whole', async () => {
    await store.sessions.create(sessionOf('s1'))
    const text = 'a'.repeat(5_000_000)
    const messages = ['m1', 'm2'].map((id) => messageOf(id, null, { parts: [{ type: 'text', text }] }))
    await store.log.commit(commitOf({ messages, events: [deltaOf(1)], session: tipOf('m2', 9) }))
    await store.sessions.update(s1, { deletedAt: 7 })
    const bundle = await readBundle()
    expect(await store.transfer.write(bundle)).toBe(true)
    const { deletedAt: _deletedAt, ...live } = bundle.session
    expect(await store.transfer.write({ ...bundle, session: live })).toBe(true)
    expect(await store.transfer.write({ ...bundle, session: live })).toBe(false)
    expect(await store.transfer.read(s1)).toStrictEqual({ ...bundle, session: live })

    const first = await store.sessions.list({ shelf: 'deleted', limit: 1 })
    const second = await store.sessions.list({ shelf: 'deleted', limit: 1, cursor: first.nextCursor ?? '' })
    expect([first, second].map(({ sessions }) => sessions)).toStrictEqual([
      [bundle.session],
      [bundle.session],
    ])
    expect(second.nextCursor).toBeUndefined()
    await store.sessions.purge(s1)
    await store.sessions.purge(s1)
    expect(await store.transfer.read(s1)).toStrictEqual({ ...bundle, session: live })
  }, 60_000)

  it('reads a bundle as of one moment, while another process writes', async () => {
    const second = await openSecond()
    await store.sessions.create(sessionOf('s1'))
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
    const written = (async () => {
      for (const seq of numbers) {
        const messages = [messageOf(`m${seq}`, null)]
        await second.log.commit(
          commitOf({ messages, events: [deltaOf(seq)], session: tipOf(`m${seq}`, seq) }),
        )
      }
    })()
    const read: (readonly number[])[] = []
    do {
      const { session, messages, events } = await readBundle()
      read.push([session.updatedAt % 1000, messages.length, events.length])
    } while (read.at(-1)?.[0] !== numbers.length)
    await written
    expect(read.length).toBeGreaterThan(1)
    expect(read.filter(([change, ...counts]) => counts.some((count) => count !== change))).toStrictEqual([])
  })

  it('refuses a bundle with a journal that has a gap, or that is of no run', async () => {
    const bundle = {
      session: sessionOf('s1'),
      messages: [],
      runs: [runOf('r1')],
      calls: [],
      events: [deltaOf(2)],
    }
    expect(await codeOf(store.transfer.write(bundle))).toBe('storage-failed')
    expect(await codeOf(store.transfer.write({ ...bundle, runs: [], events: [deltaOf(1)] }))).toBe(
      'storage-failed',
    )
    expect(await store.sessions.get(s1)).toBeUndefined()
  })

  it('S0-39 clears up from several processes at once, and each session is named once', async () => {
    const second = await openSecond()
    const ids = Array.from({ length: 230 }, (_, index) => `s${index}`)
    await Promise.all(ids.map((id) => store.sessions.create(sessionOf(id, { expiresAt: 1 }))))
    const expired = await Promise.all([store, second].map((one) => one.sessions.expire(undefined)))
    const left = await store.sessions.expire(undefined)
    expect([...expired.flat(), ...left].toSorted()).toStrictEqual(ids.toSorted())
    const purged = await Promise.all([store, second].map((one) => one.sessions.expire(Date.now() + 60_000)))
    expect(purged.flat().toSorted()).toStrictEqual(ids.toSorted())
    expect(await store.sessions.list({ shelf: 'deleted', limit: 5 })).toStrictEqual({ sessions: [] })
  })

  it('takes a session out of the trash into the place of one whose time is over', async () => {
    await store.sessions.create(sessionOf('s1', { title: 'Back', deletedAt: 5 }))
    await store.sessions.create(sessionOf('s1', { title: 'Over', expiresAt: 1 }))
    expect(await store.sessions.update(s1, { deletedAt: null })).toStrictEqual(
      sessionOf('s1', { title: 'Back' }),
    )
    const { sessions } = await store.sessions.list({ shelf: 'deleted', limit: 5 })
    expect(sessions).toMatchObject([{ title: 'Over' }])
  })
})
