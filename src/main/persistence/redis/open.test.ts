import { expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { ParleyError } from '../../core/errors.ts'
import type { Log } from '../../core/ports/log.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, messageOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openRedisStore } from './open.ts'
import { startRedisServer } from './testing/redis-server.ts'
import { keysUnder, openObserver } from './testing/redis-under-test.ts'
import { describeOnServer } from './testing/with-server.ts'

const s1 = sessionIdOf('s1')
const secret = 'correct-horse'

function listening() {
  const warnings: string[] = []
  const log: Log = { ...silentLog, warn: (event) => void warnings.push(event) }
  return { log, warnings }
}

describeOnServer('opening a store on Redis', (room) => {
  it('S0-41 needs nothing prepared, and finds it again', async () => {
    const first = await room().open()
    await first.sessions.create(sessionOf('s1'))
    await first.close()
    const second = await room().open()
    expect(await second.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
  })

  it('keeps stores with different prefixes apart', async () => {
    const { prefix, open, observer } = room()
    const one = await open()
    const other = await open({ prefix: `${prefix}other:` })
    await one.sessions.create(sessionOf('s1', { title: 'One' }))
    expect(await other.sessions.get(s1)).toBeUndefined()
    await other.sessions.create(sessionOf('s1', { title: 'Other' }))
    expect(await one.sessions.get(s1)).toMatchObject({ title: 'One' })
    const all = await observer.keys('*')
    expect(all.filter((key) => !key.startsWith('test-'))).toStrictEqual([])
  })

  it('keeps databases of one server apart', async () => {
    const { open, server } = room()
    const one = await open({ database: 1 })
    const other = await open({ address: `redis://${server.address}/2` })
    await one.sessions.create(sessionOf('s1'))
    expect(await other.sessions.get(s1)).toBeUndefined()
  })

  it('refuses data of a newer version and leaves it alone', async () => {
    const { observer, prefix, open } = room()
    await observer.set(`${prefix}format`, '2')
    await expect(open()).rejects.toMatchObject({
      failure: { code: 'profile-newer', params: { found: '2', known: '1' } },
    })
    expect(await keysUnder(observer, prefix)).toStrictEqual(['format'])
  })

  it('names a damaged row and gives nothing for it', async () => {
    const { observer, prefix, open } = room()
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ messages: [messageOf('m1', null)] }))
    const [session] = (await keysUnder(observer, prefix)).filter((key) => /^session:\d+$/.test(key))
    await observer.hSet(`${prefix}${session}:messages`, 'm1', '2  {"half')
    const { id } = messageOf('m1', null)
    await expect(store.messages.get(id)).rejects.toMatchObject({
      failure: { code: 'storage-corrupt', params: { detail: 'message m1: malformed JSON' } },
    })
  })

  it('DU-24 says at once that there is no server', async () => {
    const away = room().open({ address: '127.0.0.1:1' })
    await expect(away).rejects.toMatchObject({
      failure: { code: 'storage-unreachable', retryable: true, params: { host: '127.0.0.1:1' } },
    })
  })

  it('DU-24 gives a server that takes connections and does not answer its time, and no more', async () => {
    const { server, open } = room()
    server.pause(true)
    expect(await codeOf(open({ connectWithinMs: 100 }))).toBe('storage-unreachable')
    server.pause(false)
  })

  it('warns when the server may throw data away', async () => {
    const { observer, open } = room()
    await observer.configSet('maxmemory', '100mb')
    await observer.configSet('maxmemory-policy', 'allkeys-lru')
    const { log, warnings } = listening()
    await open({ log })
    await observer.configSet('maxmemory-policy', 'noeviction')
    await observer.configSet('maxmemory', '0')
    expect(warnings).toStrictEqual(['redis-may-evict'])
  })

  it('DU-06 says that there is no room, writes nothing, and goes on when there is', async () => {
    const { observer, open } = room()
    const store = await open()
    await observer.configSet('maxmemory', '1')
    expect(await codeOf(store.sessions.create(sessionOf('s1')))).toBe('storage-full')
    expect(await store.sessions.get(s1)).toBeUndefined()
    await observer.configSet('maxmemory', '0')
    expect(await store.sessions.create(sessionOf('s1'))).toBe(true)
  })

  it('DU-24 says that a replica may not be written', async () => {
    const { observer, open } = room()
    const store = await open()
    await observer.replicaOf('127.0.0.1', 1)
    expect(await codeOf(store.sessions.create(sessionOf('s1')))).toBe('storage-unreachable')
    await observer.sendCommand(['REPLICAOF', 'NO', 'ONE'])
    await expect.poll(() => codeOf(store.sessions.create(sessionOf('s1')))).toBe('nothing was refused')
  })
})

describeOnServer('the rights on a Redis server', (room) => {
  it('says that the password was refused, and never which', async () => {
    const guarded = await startRedisServer(['--requirepass', secret])
    try {
      const open = (password?: string) =>
        openRedisStore({ address: guarded.address, log: silentLog, ...(password && { password }) })
      const wrong = await open('battery-staple').catch((error: unknown) => error)
      expect(wrong).toBeInstanceOf(ParleyError)
      expect(wrong).toMatchObject({ failure: { code: 'storage-refused', params: { host: guarded.address } } })
      expect(JSON.stringify(wrong) + String(wrong)).not.toContain('battery-staple')
      expect(await codeOf(open())).toBe('storage-refused')
      const right = await open(secret)
      await right.close()
      const inAddress = { address: `redis://:${secret}@${guarded.address}`, log: silentLog }
      await (await openRedisStore(inAddress)).close()
    } finally {
      await guarded.stop()
    }
  })

  it('works for a user who may do no more than it needs, and says what one lacks', async () => {
    const { observer, prefix, open } = room()
    const rules = ['on', `>${secret}`, `~${prefix}*`, '+@all', '-@admin', '-@dangerous']
    await observer.aclSetUser('modest', rules)
    const store = await open({ username: 'modest', password: secret })
    expect(await store.sessions.create(sessionOf('s1'))).toBe(true)
    await observer.aclSetUser('modest', ['-@write'])
    expect(await codeOf(store.sessions.update(s1, { title: 'No' }))).toBe('storage-refused')
    expect(await store.sessions.get(s1)).toMatchObject({ title: 'Chat s1' })
  })

  it('finds out when it is opened that a user may not do all that it needs', async () => {
    const { observer, prefix, open } = room()
    await observer.aclSetUser('hindered', ['on', `>${secret}`, `~${prefix}*`, '+@all', '-zadd'])
    expect(await codeOf(open({ username: 'hindered', password: secret }))).toBe('storage-refused')
    expect((await keysUnder(observer, prefix)).filter((key) => key !== 'format')).toStrictEqual([])
  })

  it('warns when what is acknowledged may not survive a power cut', async () => {
    const settings: readonly (readonly [setting: string, value: string, warnings: readonly string[]])[] = [
      ['appendfsync', 'always', []],
      ['appendfsync', 'no', ['redis-not-durable']],
      ['appendonly', 'no', ['redis-not-durable']],
    ]
    const other = await startRedisServer()
    const observer = await openObserver(other)
    try {
      for (const [setting, value, expected] of settings) {
        const { log, warnings } = listening()
        await observer.configSet(setting, value)
        await (await openRedisStore({ address: other.address, log })).close()
        expect(warnings).toStrictEqual(expected)
      }
    } finally {
      observer.destroy()
      await other.stop()
    }
  })
})
