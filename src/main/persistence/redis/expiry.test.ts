import { expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Store } from '../../core/ports/stores.ts'
import {
  commitOf,
  deltaOf,
  messageOf,
  recordOf,
  runOf,
  sessionOf,
  tipOf,
} from '../../core/testing/store-fixture.ts'
import { keysUnder } from './testing/redis-under-test.ts'
import { describeOnServer, type ServerRoom } from './testing/with-server.ts'

const s1 = sessionIdOf('s1')
const farFuture = 4_000_000_000_000

describeOnServer('the end of a session in Redis', (room) => {
  it('S0-36 puts the time to live on every key of a session, those that come later included', async () => {
    const store = await room().open()
    await fill(store, farFuture)
    expect(await endsOf(room())).toStrictEqual(new Set([farFuture]))
    await store.log.commit(
      commitOf({ run: runOf('r2'), events: [{ ...deltaOf(1, 'x', 'r2') }], durable: false }),
    )
    const ends = await endsOf(room())
    expect(ends).toStrictEqual(new Set([farFuture]))
    expect((await keysUnder(room().observer, room().prefix)).join(' ')).toContain(':events:r2')
  })

  it('S0-36 notes which message a run answers for a session of an older Parley, under the same time', async () => {
    const store = await room().open()
    await fill(store, farFuture)
    const message = messageOf('m1', null)
    const asked = (await keysUnder(room().observer, room().prefix)).filter((key) => key.endsWith(':asked'))
    expect(asked).toHaveLength(1)
    await room().observer.del(asked)
    await store.log.commit(commitOf({ run: runOf('r2') }))
    const { runs } = await store.runs.ofMessages([message])
    expect(runs.map(({ id }) => id)).toStrictEqual(['r1', 'r2'])
    expect(await endsOf(room())).toStrictEqual(new Set([farFuture]))
    await store.log.commit(commitOf({ run: runOf('r3') }))
    expect((await store.runs.ofMessages([message])).runs).toHaveLength(3)
  })

  it('S0-36 puts the time off with every use', async () => {
    const store = await room().open()
    await fill(store, farFuture)
    await store.log.commit(
      commitOf({ events: [deltaOf(2)], session: { ...tipOf('m1', 3000), expiresAt: farFuture + 5 } }),
    )
    expect(await endsOf(room())).toStrictEqual(new Set([farFuture + 5]))
    await store.sessions.update(s1, { expiresAt: farFuture + 9 })
    expect(await endsOf(room())).toStrictEqual(new Set([farFuture + 9]))
  })

  it('S0-36 takes the time away when the session shall stay or lies in the trash', async () => {
    const store = await room().open()
    await fill(store, farFuture)
    await store.sessions.update(s1, { expiresAt: null, ttlMs: null })
    expect(await endsOf(room())).toStrictEqual(new Set([-1]))
    await store.sessions.update(s1, { expiresAt: farFuture })
    await store.sessions.update(s1, { deletedAt: 5 })
    expect(await endsOf(room())).toStrictEqual(new Set([-1]))
    await store.sessions.update(s1, { deletedAt: null })
    expect(await endsOf(room())).toStrictEqual(new Set([farFuture]))
  })

  it('S0-36 leaves nothing behind of a session that the server removed', async () => {
    const store = await room().open()
    const before = await keysUnder(room().observer, room().prefix)
    await fill(store, farFuture)
    await store.sessions.update(s1, { expiresAt: 1, folder: 'Work' })
    const left = await keysUnder(room().observer, room().prefix)
    expect(left.filter((key) => key.startsWith('session:'))).toStrictEqual([])
    expect(await store.sessions.list({ shelf: 'active', limit: 5 })).toStrictEqual({ sessions: [] })
    expect(await store.runs.claimOpen()).toStrictEqual([])

    expect(await store.sessions.expire(undefined)).toStrictEqual(['s1'])
    const after = await keysUnder(room().observer, room().prefix)
    expect(after.filter((key) => key !== 'counter')).toStrictEqual(before)
  })

  it('leaves nothing behind of a session that was purged', async () => {
    const store = await room().open()
    const before = await keysUnder(room().observer, room().prefix)
    await fill(store, undefined)
    await store.sessions.update(s1, { deletedAt: 5, folder: 'Work' })
    await store.sessions.purge(s1)
    const after = await keysUnder(room().observer, room().prefix)
    expect(after.filter((key) => key !== 'counter')).toStrictEqual(before)
  })

  it('clears away what is over when its id, its messages or its runs are taken again', async () => {
    const store = await room().open()
    await fill(store, farFuture)
    const bundle = await store.transfer.read(s1)
    if (!bundle) throw new Error('the session is not there')
    await store.sessions.update(s1, { expiresAt: 1 })
    expect(await store.transfer.write(bundle)).toBe(true)
    expect(await store.transfer.read(s1)).toStrictEqual(bundle)
    expect(await store.sessions.expire(undefined)).toStrictEqual([])
  })

  it('says nothing of what is over when a session of the same id came back from the trash', async () => {
    const store = await room().open()
    await store.sessions.create(sessionOf('s1', { deletedAt: 5 }))
    await store.sessions.create(sessionOf('s1', { expiresAt: 1 }))
    expect(await store.sessions.update(s1, { deletedAt: null })).toStrictEqual(sessionOf('s1'))
    expect(await store.sessions.expire(undefined)).toStrictEqual([])
    expect(await store.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
  })

  it('gives each id once when several stores expire at the same time', async () => {
    const stores = [await room().open(), await room().open()]
    const ids = Array.from({ length: 250 }, (_, index) => `x${String(index).padStart(3, '0')}`)
    for (const id of ids) await stores[0]?.sessions.create(sessionOf(id, { expiresAt: 1 }))
    const given = await Promise.all(stores.map((store) => store.sessions.expire(undefined)))
    expect(given.flat().map(String).toSorted()).toStrictEqual(ids)
  })
})

async function fill(store: Store, expiresAt: number | undefined): Promise<void> {
  await store.sessions.create(sessionOf('s1', expiresAt === undefined ? {} : { ttlMs: 1000, expiresAt }))
  await store.log.commit(
    commitOf({
      messages: [messageOf('m1', null)],
      calls: [recordOf('c1', 'm1')],
      events: [deltaOf(1)],
      session: tipOf('m1', 2000),
    }),
  )
  expect(await store.messages.get(messageIdOf('m1'))).toBeDefined()
  expect(await store.runs.get(runIdOf('r1'))).toBeDefined()
}

/** When the keys of sessions end, in milliseconds since 1970; -1 is never. */
async function endsOf({ observer, prefix }: ServerRoom): Promise<ReadonlySet<number>> {
  const keys = (await keysUnder(observer, prefix)).filter((key) => key.startsWith('session:'))
  expect(keys.length).toBeGreaterThanOrEqual(7)
  return new Set(await Promise.all(keys.map((key) => observer.pExpireTime(`${prefix}${key}`))))
}
