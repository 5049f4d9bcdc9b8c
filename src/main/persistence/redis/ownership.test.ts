import { expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { commitOf, deltaOf, sessionOf } from '../../core/testing/store-fixture.ts'
import type { Store } from '../../core/ports/stores.ts'
import { markOfThisProcess } from './process-mark.ts'
import { keysUnder, startHolder } from './testing/redis-under-test.ts'
import { describeOnServer } from './testing/with-server.ts'

const claimed = async (store: Store) => (await store.runs.claimOpen()).map(({ id }) => String(id))

describeOnServer('who works on a run', (room) => {
  const removeBeats = async () => {
    const { observer, prefix } = room()
    const beats = (await keysUnder(observer, prefix)).filter((key) => key.startsWith('alive:'))
    await observer.del(beats.map((key) => `${prefix}${key}`))
  }
  const give = async (owner: string) => room().observer.hSet(`${room().prefix}open`, 'r1', owner)
  const openWithRun = async () => {
    const store = await room().open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf())
    return store
  }

  it('S0-36 leaves a run to another process, a late heart included, and takes it at once when that was killed', async () => {
    const kill = await startHolder(room().server.address, room().prefix)
    const store = await room().open()
    try {
      expect(await claimed(store)).toStrictEqual([])
      await removeBeats()
      expect(await claimed(store)).toStrictEqual([])
    } finally {
      await kill()
    }
    expect(await claimed(store)).toStrictEqual(['r1'])
  })

  it('goes by the heartbeat for a machine that it cannot look at', async () => {
    const store = await openWithRun()
    const { observer, prefix } = room()
    await observer.set(`${prefix}alive:far`, 'far 1 1 elsewhere', { PX: 60_000 })
    await give('far 1 1 elsewhere')
    expect(await claimed(store)).toStrictEqual([])
    await observer.del(`${prefix}alive:far`)
    expect(await claimed(store)).toStrictEqual(['r1'])
  })

  it('takes a process for ended whose number another one has got', async () => {
    const store = await openWithRun()
    const { machine } = await markOfThisProcess()
    await room().observer.set(`${room().prefix}alive:old`, 'x', { PX: 60_000 })
    await give(`old ${process.ppid} 1 ${machine}`)
    expect(await claimed(store)).toStrictEqual(process.platform === 'linux' ? ['r1'] : [])
  })

  it('refuses to write into a run that another living process has claimed', async () => {
    const store = await openWithRun()
    const { observer, prefix } = room()
    await observer.set(`${prefix}alive:far`, 'x', { PX: 60_000 })
    await give('far 1 1 elsewhere')
    expect(await codeOf(store.log.commit(commitOf({ events: [deltaOf(1)] })))).toBe('storage-failed')
    await observer.del(`${prefix}alive:far`)
    await store.log.commit(commitOf({ events: [deltaOf(1)] }))
  })

  it('beats with a time to live, and stops when it is closed', async () => {
    const store = await openWithRun()
    const { observer, prefix } = room()
    const [beat] = (await keysUnder(observer, prefix)).filter((key) => key.startsWith('alive:'))
    const left = await observer.pTTL(`${prefix}${beat}`)
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(15_000)
    await store.close()
    expect((await keysUnder(observer, prefix)).filter((key) => key.startsWith('alive:'))).toStrictEqual([])
    expect(await observer.hGetAll(`${prefix}open`)).toMatchObject({ r1: '' })
  })
})
