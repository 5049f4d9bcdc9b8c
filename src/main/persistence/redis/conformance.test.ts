import { afterAll, beforeAll, describe } from 'vitest'
import { describeStore } from '../../core/ports/stores.conformance.ts'
import { startRedisServer, whyNoServer, type RedisServer } from './testing/redis-server.ts'
import { openTestedStore } from './testing/redis-under-test.ts'

const reason = whyNoServer()

describe.skipIf(reason)(`on a real server${reason ? ` (skipped: ${reason})` : ''}`, () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedisServer()
  })
  afterAll(() => server?.stop())

  describeStore('redis', () => openTestedStore(server))
})
