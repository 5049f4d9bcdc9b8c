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
import { archivedPiece } from '../../../contract/archive.ts'
import { hashOf, letterPart, note, photo, photoPart } from '../ports/attachment-store.conformance.ts'
import { messageOf, sessionOf } from '../testing/store-fixture.ts'
import { sessionIdOf } from '../../../contract/id.ts'
import type { StoreUnderTest } from '../ports/store-under-test.ts'
import { bundles } from './testing/archive-fixture.ts'
import { archiveOf, importPieces } from './testing/read-file.ts'

// More than one piece of an archive, so that it has to be put together again.
const large = Uint8Array.from({ length: 2 * archivedPiece + 5 }, (_, index) => index % 251)
const contents = [photo, note, large]
const withFiles = {
  runs: [],
  calls: [],
  events: [],
  session: sessionOf('files', { createdAt: 5 }),
  messages: [
    messageOf('f1', null, {
      sessionId: sessionIdOf('files'),
      parts: [photoPart, { ...letterPart, hash: hashOf(large), size: large.byteLength }],
    }),
  ],
}
const all = [...bundles, withFiles]

const missing = reasonToSkip() ?? whyNoServer()

describe.skipIf(missing)(`an archive between engines${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let postgres: PostgresServer
  let redis: RedisServer
  beforeAll(async () => {
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedisServer()])
  }, 60_000)
  afterAll(() => Promise.all([postgres.remove(), redis.stop()]))

  it('DU-21 AT-13 makes the same bytes again out of every engine that it went through', async () => {
    const first = await openFileStore()
    const engines: StoreUnderTest[] = [first]
    try {
      for (const content of contents) await first.store.attachments.put(hashOf(content), content)
      for (const bundle of all) await first.store.transfer.write(bundle)
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
          imported: all.length,
          remarks: [],
        })
        last = await archiveOf(next.store)
        expect(last).toBe(text)
        for (const content of contents)
          expect(Buffer.from((await next.store.attachments.get(hashOf(content))) ?? [])).toEqual(
            Buffer.from(content),
          )
        expect(await next.store.attachments.sweep(0)).toBe(0)
      }
    } finally {
      for (const engine of engines) await engine.dispose()
    }
  })
})
