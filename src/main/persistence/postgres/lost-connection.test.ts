import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Store } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, deltaOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openPostgresStore, type PostgresStoreOptions } from './open.ts'
import { askServer, holdOpen } from './testing/ask-server.ts'
import { openProxy } from './testing/silent-proxy.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'

const missing = reasonToSkip()
const [s1, r1] = [sessionIdOf('s1'), runIdOf('r1')]

/** Does again what a busy server did not answer within the time of a hasty store. */
function inTheEnd<Result>(work: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(work, { timeout: 15_000, interval: 20 })
}

describe.skipIf(missing)(`a lost PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let stores: Store[]
  beforeEach(async () => {
    stores = []
    server = await startPostgres({ fsync: true })
  }, 60_000)
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await server.remove()
  })
  const open = async (change: Partial<PostgresStoreOptions> = {}) => {
    const store = await openPostgresStore({ ...server.address, log: silentLog, ...change })
    stores.push(store)
    return store
  }

  it('DU-24 rejects while the server is gone, goes on when it is back, and has all that was acknowledged', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    let acknowledged = 0
    const enough = Promise.withResolvers<void>()
    const writing = (async () => {
      for (let seq = 1; ; seq++) {
        await store.log.commit(commitOf({ events: [deltaOf(seq)] }))
        acknowledged = seq
        if (seq === 20) enough.resolve()
      }
    })()
    const ended = codeOf(writing)
    await enough.promise
    await server.crash()
    expect(await ended).toBe('storage-unreachable')
    await expect(store.sessions.get(s1)).rejects.toMatchObject({ failure: { retryable: true } })
    expect(await codeOf(store.log.commit(commitOf({ events: [deltaOf(acknowledged + 1)] })))).toBe(
      'storage-unreachable',
    )

    await server.start()
    const kept = (await store.log.read(r1, 0)).map(({ seq }) => seq)
    expect(kept.slice(0, acknowledged)).toStrictEqual(Array.from({ length: acknowledged }, (_, at) => at + 1))
    // The answer to the last commit was lost, so it is repeated as it was, stored or not.
    await store.log.commit(commitOf({ events: [deltaOf(acknowledged + 1)] }))
    expect(await store.log.read(r1, 0)).toHaveLength(acknowledged + 1)
  }, 60_000)

  it('DU-24 shows itself as living again when the server is back', async () => {
    const [store, other] = [await open(), await open()]
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ run: runOf('r1') }))
    await server.crash()
    await codeOf(store.sessions.get(s1))
    await server.start()
    await store.log.commit(commitOf({ run: runOf('r1'), events: [deltaOf(1)] }))
    expect(await other.runs.claimOpen()).toStrictEqual([])
    await other.log.commit(commitOf({ run: runOf('r2') }))
    expect((await store.runs.claimOpen()).map(({ id }) => id)).toStrictEqual(['r1'])
  }, 60_000)

  it('DU-24 does not wait for a server that is slower than the limit', async () => {
    const store = await inTheEnd(() => open({ answerWithinMs: 300 }))
    await inTheEnd(() => store.sessions.create(sessionOf('s1')))
    const letGo = await holdOpen(server.address, 'lock table parley.sessions in access exclusive mode')
    const late = store.sessions.get(s1)
    await expect(late).rejects.toMatchObject({ failure: { code: 'storage-unreachable', retryable: true } })
    await letGo()
    expect(await inTheEnd(() => store.sessions.get(s1))).toStrictEqual(sessionOf('s1'))
  }, 60_000)

  it('DU-24 says that a server only reads, and writes again when it does', async () => {
    const store = await open()
    const readOnly = (value: string) =>
      askServer(server.address, `alter database postgres set default_transaction_read_only = ${value}`)
    await readOnly('on')
    await server.crash()
    await server.start()
    await codeOf(store.sessions.get(s1))
    expect(await codeOf(store.sessions.create(sessionOf('s1')))).toBe('storage-refused')
    await askServer(
      server.address,
      'set transaction read write; alter database postgres set default_transaction_read_only = off',
    )
    expect(await store.sessions.create(sessionOf('s1'))).toBe(true)
  }, 60_000)

  it('DU-24 gives up a connection that has fallen silent, and takes a new one', async () => {
    const proxy = await openProxy(server.address.port)
    const hasty = { answerWithinMs: 200, connectWithinMs: 500, closeWithinMs: 50 }
    const store = await inTheEnd(() => open({ port: proxy.port, ...hasty }))
    await inTheEnd(() => store.sessions.create(sessionOf('s1')))
    proxy.hold()
    const [read, written] = [store.sessions.get(s1), store.log.commit(commitOf({ events: [deltaOf(1)] }))]
    expect(await codeOf(read)).toBe('storage-unreachable')
    expect(await codeOf(written)).toBe('storage-unreachable')
    expect(await codeOf(store.sessions.get(s1))).toBe('storage-unreachable')
    proxy.release()
    await inTheEnd(() => store.log.commit(commitOf({ events: [deltaOf(1)] })))
    expect(await inTheEnd(() => store.log.read(r1, 0))).toHaveLength(1)
    proxy.hold()
    await store.close()
    await proxy.close()
  }, 60_000)

  it('cuts what goes on when it is closed and the time is over', async () => {
    const store = await open({ closeWithinMs: 50 })
    await store.sessions.create(sessionOf('s1'))
    const letGo = await holdOpen(server.address, 'lock table parley.sessions in access exclusive mode')
    const stuck = codeOf(store.sessions.get(s1))
    await store.close()
    expect(await stuck).toBe('storage-unreachable')
    await letGo()
  }, 60_000)

  it('names what is wrong with the address, and never the password', async () => {
    const wrong: readonly (readonly [Partial<PostgresStoreOptions>, string])[] = [
      [{ password: 'wrong-password' }, 'storage-refused'],
      [{ user: 'nobody' }, 'storage-refused'],
      [{ database: 'nowhere' }, 'storage-refused'],
      [{ tls: 'verified' }, 'storage-refused'],
      [{ port: 1 }, 'storage-unreachable'],
      [{ host: 'nowhere.invalid' }, 'storage-unreachable'],
    ]
    const told: string[] = []
    const tell = (event: string, fields?: object) => void told.push(event, JSON.stringify(fields ?? {}))
    for (const [change, code] of wrong) {
      const opening = open({ log: { info: tell, warn: tell, error: tell }, ...change })
      const error: unknown = await opening.catch((reason: unknown) => reason)
      expect(error).toMatchObject({ failure: { code } })
      told.push(String(error), JSON.stringify(error))
    }
    expect(told.join('\n')).not.toMatch(/wrong-password|secret-of-the-tester/)
  }, 60_000)
})
