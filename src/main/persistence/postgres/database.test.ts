import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { createDatabase, type Database } from './database.ts'
import { askServer } from './testing/ask-server.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'

const missing = reasonToSkip()
const fail = (code: string) => `do $$ begin raise exception using errcode = '${code}'; end $$`
const settingOf = `select current_setting('synchronous_commit') as value`

describe.skipIf(missing)(`connections to PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let database: Database
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.remove())
  beforeEach(() => {
    const limits = { connectWithinMs: 5000, answerWithinMs: 5000 }
    database = createDatabase({ address: server.address, schema: 'public', log: silentLog, ...limits })
  })
  afterEach(() => database.close(0))

  it('does a transaction again that the server undid for another one, and no other', async () => {
    let attempts = 0
    const work = (code: string, times: number) =>
      database.transaction('durable', async (query) => {
        attempts += 1
        if (attempts <= times) await query(fail(code))
        return attempts
      })
    expect(await work('40P01', 2)).toBe(3)
    attempts = 0
    expect(await codeOf(work('23505', 2))).toBe('storage-failed')
    expect(attempts).toBe(1)
    attempts = 0
    expect(await codeOf(work('40001', 99))).toBe('storage-failed')
  })

  it('leaves nothing of a transaction that fails, and uses the connection again', async () => {
    const failing = database.transaction('durable', async (query) => {
      await query('create table half (id integer)')
      throw new Error('stop')
    })
    expect(await codeOf(failing)).toBe('storage-failed')
    expect(await database.query(`select to_regclass('half')::text as name`)).toStrictEqual([{ name: null }])
  })

  it('waits for the disk where it was asked to, whatever the server was told', async () => {
    await askServer(server.address, 'alter database postgres set synchronous_commit = off')
    expect(await database.transaction('durable', (query) => query(settingOf))).toStrictEqual([
      { value: 'on' },
    ])
    expect(await database.transaction('quick', (query) => query(settingOf))).toStrictEqual([{ value: 'off' }])
    expect(await database.query(settingOf)).toStrictEqual([{ value: 'on' }])
    await askServer(server.address, 'alter database postgres set synchronous_commit = remote_apply')
    await database.close(0)
    const limits = { connectWithinMs: 5000, answerWithinMs: 5000 }
    database = createDatabase({ address: server.address, schema: 'public', log: silentLog, ...limits })
    expect(await database.query(settingOf)).toStrictEqual([{ value: 'remote_apply' }])
  })

  it('goes on after idle and busy connections were ended from outside', async () => {
    const ended = codeOf(database.query('select pg_sleep(60)'))
    await Promise.all([1, 2, 3].map((number) => database.query('select $1::integer', [number])))
    const endAll = `select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name = 'parley' and query like `
    const busy = `'select pg_sleep(60)'`
    await expect.poll(() => askServer(server.address, endAll + busy)).toHaveLength(1)
    expect(await ended).toBe('storage-unreachable')
    await askServer(server.address, `${endAll}'select $1%'`)
    expect(await database.query('select 1 as one')).toStrictEqual([{ one: 1 }])
  })
})
