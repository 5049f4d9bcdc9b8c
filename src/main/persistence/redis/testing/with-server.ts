import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { Store } from '../../../core/ports/stores.ts'
import { openRedisStore, type RedisStoreOptions } from '../open.ts'
import { startRedisServer, whyNoServer, type RedisServer } from './redis-server.ts'
import { openObserver, type Observer } from './redis-under-test.ts'

/** What a test on a real server works with; the prefix is new for each test. */
export interface ServerRoom {
  readonly server: RedisServer
  readonly observer: Observer
  readonly prefix: string
  /** Opens a store, which is closed after the test. */
  readonly open: (options?: Partial<RedisStoreOptions>) => Promise<Store>
}

/** Describes tests on one real server, which is removed afterwards; skips them, saying why, where there is none. */
export function describeOnServer(name: string, tests: (room: () => ServerRoom) => void): void {
  const reason = whyNoServer()
  describe.skipIf(reason)(`${name}${reason ? ` (skipped: ${reason})` : ''}`, () => {
    let server: RedisServer
    let observer: Observer
    let room: ServerRoom
    let opened: Store[] = []
    beforeAll(async () => {
      server = await startRedisServer()
      observer = await openObserver(server)
    })
    beforeEach(() => {
      const prefix = `test-${randomUUID()}:`
      const open = async (options: Partial<RedisStoreOptions> = {}) => {
        const store = await openRedisStore({ address: server.address, prefix, log: silentLog, ...options })
        opened.push(store)
        return store
      }
      room = { server, observer, prefix, open }
    })
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()))
      opened = []
    })
    afterAll(async () => {
      observer?.destroy()
      await server?.stop()
    })
    tests(() => room)
  })
}
