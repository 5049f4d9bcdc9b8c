import { afterAll, beforeAll, describe } from 'vitest'
import { describeStore } from '../../core/ports/stores.conformance.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'
import { openPostgresUnderTest } from './testing/postgres-under-test.ts'

const missing = reasonToSkip()

describe.skipIf(missing)(`a real server${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.remove())

  describeStore('postgres', () => openPostgresUnderTest(server.address))
})
