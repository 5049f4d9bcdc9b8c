import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reasonToSkip } from '../../persistence/postgres/testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from '../../persistence/postgres/testing/postgres-server.ts'
import { openPostgresUnderTest } from '../../persistence/postgres/testing/postgres-under-test.ts'
import {
  startRedisServer,
  whyNoServer,
  type RedisServer,
} from '../../persistence/redis/testing/redis-server.ts'
import { openTestedStore } from '../../persistence/redis/testing/redis-under-test.ts'
import { openFileStore } from '../../persistence/sqlite/testing/sqlite-under-test.ts'
import type { StoreUnderTest } from '../ports/store-under-test.ts'
import { bundles } from './testing/archive-fixture.ts'
import { archiveOf, importPieces } from './testing/read-file.ts'

const missing = reasonToSkip() ?? whyNoServer()

describe.skipIf(missing)(`an archive between engines${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let postgres: PostgresServer
  let redis: RedisServer
  beforeAll(async () => {
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedisServer()])
  }, 60_000)
  afterAll(() => Promise.all([postgres.remove(), redis.stop()]))

  it('DU-21 makes the same bytes again out of every engine that it went through', async () => {
    const first = await openFileStore()
    const engines: StoreUnderTest[] = [first]
    try {
      for (const bundle of bundles) await first.store.transfer.write(bundle)
      const text = await archiveOf(first.store)
      let last = text
      for (const open of [
        () => openPostgresUnderTest(postgres.address),
        () => openTestedStore(redis),
        openFileStore,
      ]) {
        const next = await open()
        engines.push(next)
        expect(await importPieces(next.store, [last])).toMatchObject({
          imported: bundles.length,
          remarks: [],
        })
        last = await archiveOf(next.store)
        expect(last).toBe(text)
      }
    } finally {
      for (const engine of engines) await engine.dispose()
    }
  })
})
