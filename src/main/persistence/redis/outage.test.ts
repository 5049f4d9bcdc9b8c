import { expect, it, vi } from 'vitest'
import { runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Store } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { commitOf, deltaOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { keysUnder } from './testing/redis-under-test.ts'
import { describeOnServer } from './testing/with-server.ts'

const s1 = sessionIdOf('s1')

/** Resolves when the store works again. */
function isBack(store: Store): Promise<unknown> {
  return inTheEnd(() => store.sessions.get(s1))
}

/** Does again what a busy server did not answer within the time of a hasty store. */
function inTheEnd<Result>(work: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(work, { timeout: 15_000, interval: 20 })
}

describeOnServer('a Redis server that goes away', (room) => {
  it('DU-24 refuses while the server is gone, works again by itself, and loses nothing that was acknowledged', async () => {
    const { server, open } = room()
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    let acknowledged = 0
    const writing = (async () => {
      for (let seq = 1; ; seq++) {
        await store.log.commit(commitOf({ events: [deltaOf(seq)], durable: seq % 2 === 0 }))
        acknowledged = seq
        if (seq === 30) void server.kill()
      }
    })()
    expect(await codeOf(writing)).toBe('storage-unreachable')
    await expect(store.sessions.get(s1)).rejects.toMatchObject({
      failure: { code: 'storage-unreachable', retryable: true, params: { host: server.address } },
    })
    expect(await codeOf(store.log.commit(commitOf()))).toBe('storage-unreachable')

    await server.kill()
    await server.start()
    await isBack(store)
    const events = await store.log.read(runIdOf('r1'), 0)
    expect(events.length).toBeGreaterThanOrEqual(acknowledged)
    expect(events.map(({ seq }) => seq)).toStrictEqual(events.map((_, index) => index + 1))
    await store.log.commit(commitOf({ events: [deltaOf(events.length + 1)] }))
  })

  it('DU-24 takes a commit again whose answer was lost', async () => {
    const { server, open } = room()
    const store = await inTheEnd(() => open({ answerWithinMs: 200 }))
    await inTheEnd(() => store.sessions.create(sessionOf('s1')))
    server.pause(true)
    const commit = commitOf({ events: [deltaOf(1)] })
    expect(await codeOf(store.log.commit(commit))).toBe('storage-unreachable')
    server.pause(false)
    await isBack(store)
    await inTheEnd(() => store.log.commit(commit))
    expect(await inTheEnd(() => store.log.read(runIdOf('r1'), 0))).toStrictEqual([deltaOf(1)])
  })

  it('DU-24 beats again when the server is back, so that its runs stay its own', async () => {
    const { server, prefix, open } = room()
    const [store, other] = [await open(), await open()]
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf())
    const alive = async () =>
      (await keysUnder(room().observer, prefix)).filter((key) => key.startsWith('alive:')).length
    expect(await alive()).toBe(2)
    await server.kill()
    await server.start()
    await Promise.all([isBack(store), isBack(other)])
    await vi.waitFor(async () => expect(await alive()).toBe(2))
    expect(await other.runs.claimOpen()).toStrictEqual([])
  })

  it('DU-24 does not pretend when the server comes back empty', async () => {
    const store = await room().open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ events: [deltaOf(1)] }))
    await room().observer.flushDb()
    expect(await store.sessions.get(s1)).toBeUndefined()
    expect(await codeOf(store.log.commit(commitOf({ events: [deltaOf(2)] })))).toBe('storage-failed')
    expect(await store.sessions.create(sessionOf('s1'))).toBe(true)
  })

  it('keeps the order of what was asked for when the server has forgotten the scripts', async () => {
    const store = await room().open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf())
    await room().observer.scriptFlush()
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
    await Promise.all(numbers.map((seq) => store.log.commit(commitOf({ events: [deltaOf(seq)] }))))
    expect((await store.log.read(runIdOf('r1'), 0)).map(({ seq }) => seq)).toStrictEqual(numbers)
  })

  it('closes within its time though the server does not answer', async () => {
    const { server, open } = room()
    const store = await open({ closeWithinMs: 50 })
    server.pause(true)
    const asked = codeOf(store.sessions.get(s1))
    await store.close()
    expect(await asked).toBe('storage-unreachable')
    server.pause(false)
  })

  it('closes at once when the server is gone', async () => {
    const { server, open } = room()
    const store = await open()
    await server.kill()
    await expect(store.close()).resolves.toBeUndefined()
    await server.start()
  })
})
