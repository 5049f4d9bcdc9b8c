import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, deltaOf, messageOf, recordOf, sessionOf, tipOf } from '../../core/testing/store-fixture.ts'
import { migrations } from './migrations.ts'
import { openPostgresStore } from './open.ts'
import { askServer } from './testing/ask-server.ts'
import { reasonToSkip } from './testing/postgres-programs.ts'
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts'
import { freshSchema, runKilled } from './testing/postgres-under-test.ts'

const missing = reasonToSkip()
const versionsSql = 'select version from schema_versions order by version'
const versions = migrations.map(({ version }) => ({ version }))
const newest = migrations.at(-1)?.version ?? 0
const tables = [
  'attachment_made',
  'attachment_uses',
  'attachments',
  'messages',
  'run_events',
  'runs',
  'schema_versions',
  'sessions',
  'tool_calls',
]
const s1 = sessionIdOf('s1')
const namesOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ name }) => name)

describe.skipIf(missing)(`the schema in PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: PostgresServer
  let address: ReturnType<typeof freshSchema>
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.remove())
  beforeEach(() => {
    address = freshSchema(server.address)
  })
  const open = () => openPostgresStore({ ...address, log: silentLog })
  const ask = (statement: string) => askServer(address, statement)
  const columns = (condition: string) =>
    ask(`select table_name || '.' || column_name as name from information_schema.columns
         where table_schema = current_schema() and ${condition} order by 1`)

  it('S0-41 is made on first use, and left alone by the next one', async () => {
    await (await open()).close()
    const shape = `select * from pg_class c join pg_namespace n on n.oid = relnamespace
                   where nspname = current_schema() order by c.oid`
    const made = await ask(shape)
    await (await open()).close()
    expect(await ask(shape)).toStrictEqual(made)
    expect(await ask(versionsSql)).toStrictEqual(versions)
  })

  it('S0-41 is made once when several processes begin on an empty database', async () => {
    await askServer(server.address, 'create database empty')
    const place = { ...server.address, database: 'empty', schema: 'parley' }
    const ids = ['a', 'b', 'c']
    await Promise.all(ids.map((id) => runKilled({ address: place, session: sessionOf(id), commits: [] })))
    expect(await askServer(place, 'select id from sessions order by id')).toStrictEqual(
      ids.map((id) => ({ id })),
    )
    expect(await askServer(place, versionsSql)).toStrictEqual(versions)
  }, 60_000)

  it('S0-41 may be made by somebody else, when its user may not make one', async () => {
    await ask(
      `create role guest login password 'guest'; create schema "${address.schema}" authorization guest`,
    )
    const guest = { ...address, user: 'guest', password: 'guest', log: silentLog }
    const store = await openPostgresStore(guest)
    expect(await store.sessions.create(sessionOf('s1'))).toBe(true)
    await store.close()
    expect(await codeOf(openPostgresStore({ ...guest, schema: 'elsewhere' }))).toBe('storage-refused')
    await ask(`revoke create on schema "${address.schema}" from guest;
               alter schema "${address.schema}" owner to tester;
               grant usage on schema "${address.schema}" to guest`)
    await (await openPostgresStore(guest)).close()
  })

  it('S0-37 keeps what is JSON in columns of JSONB, where SQL can look into it', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1', { tags: ['one', 'two'] }))
    await store.log.commit(commitOf({ messages: [messageOf('m1', null)], calls: [recordOf('c', 'm1')] }))
    await store.close()
    expect(namesOf(await columns(`data_type = 'jsonb'`))).toStrictEqual([
      'messages.parts',
      'messages.usage',
      'messages.wire',
      'run_events.event',
      'runs.failure',
      'runs.options',
      'runs.required_action',
      'runs.usage',
      'sessions.marks',
      'sessions.metadata',
      'sessions.tags',
      'tool_calls.record',
    ])
    expect(await ask(`select parts -> 0 ->> 'text' as text from messages`)).toStrictEqual([
      { text: 'Text of m1' },
    ])
    expect(await ask(`select options ->> 'model' as model from runs`)).toStrictEqual([{ model: 'demo-1' }])
    expect(await ask(`select id from sessions where tags ? 'two'`)).toStrictEqual([{ id: 's1' }])
  })

  it('S0-38 marks what is deleted, and the row stays until it is purged', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ messages: [messageOf('m1', null)], session: tipOf('m1', 2) }))
    await store.sessions.update(s1, { deletedAt: Date.UTC(2026, 10, 20, 12, 30, 1, 234) })
    const marked = await ask(`select id, title, deleted_at::text from sessions`)
    expect(marked).toStrictEqual([{ id: 's1', title: 'Chat s1', deleted_at: '2026-11-20 12:30:01.234+00' }])
    await store.sessions.update(s1, { deletedAt: null })
    expect(await ask('select deleted_at from sessions')).toStrictEqual([{ deleted_at: null }])
    await store.sessions.update(s1, { deletedAt: 5 })
    await store.sessions.purge(s1)
    await store.close()
    for (const table of tables.filter((name) => name !== 'schema_versions' && name !== 'attachments')) {
      expect(await ask(`select * from ${table}`)).toStrictEqual([])
    }
  })

  it('S0-40 has one live session of an id, by an index over those that are not deleted', async () => {
    const store = await open()
    for (const deletedAt of [1, 2, undefined]) {
      await store.sessions.create(sessionOf('s1', deletedAt === undefined ? {} : { deletedAt }))
    }
    await store.close()
    const [index] = await ask(`select indexdef from pg_indexes where indexname = 'sessions_live_id'
                               and schemaname = current_schema()`)
    expect(index?.['indexdef']).toMatch(/^CREATE UNIQUE INDEX .*\(id\) WHERE \(deleted_at IS NULL\)$/)
    expect(await ask('select count(*)::int as rows from sessions')).toStrictEqual([{ rows: 3 }])
    const second = ask(`insert into sessions (id, title, titled_by_user, created_at, updated_at)
                        values ('s1', '', false, 1, 1)`)
    await expect(second).rejects.toThrow('duplicate key')
  })

  it('S0-42 has the end of its time on every table, where null means never', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1', { expiresAt: Date.UTC(2126, 0, 2, 3, 4, 5, 678) }))
    await store.sessions.create(sessionOf('s2'))
    await store.close()
    for (const column of ['expires_at', 'deleted_at']) {
      const found = await columns(`column_name = '${column}' and data_type = 'timestamp with time zone'
                                   and is_nullable = 'YES'`)
      expect(namesOf(found)).toStrictEqual(tables.map((table) => `${table}.${column}`))
    }
    expect(await ask('select expires_at::text from sessions order by id')).toStrictEqual([
      { expires_at: '2126-01-02 03:04:05.678+00' },
      { expires_at: null },
    ])
  })

  it('keeps the last millisecond of every time, to the end of time', async () => {
    const store = await open()
    const times = [0, 1, 999, 1_700_000_000_001, 253_402_300_800_123, Number.MAX_SAFE_INTEGER]
    for (const [index, at] of times.entries()) {
      await store.sessions.create(sessionOf(`s${index}`, { deletedAt: at, expiresAt: at }))
      const session = await store.sessions.get(sessionIdOf(`s${index}`))
      expect(session).toMatchObject({ deletedAt: at, expiresAt: at })
    }
    await store.close()
  })

  it('DU-11 is refused and left alone when a newer version made it', async () => {
    const newer = { version: newest + 1, up: 'alter table sessions add column colour text' }
    const store = await openPostgresStore({ ...address, log: silentLog, migrations: [...migrations, newer] })
    await store.sessions.create(sessionOf('s1'))
    await store.close()
    await expect(open()).rejects.toMatchObject({
      failure: { code: 'profile-newer', params: { found: String(newest + 1), known: String(newest) } },
    })
    expect(await ask('select id, colour from sessions')).toStrictEqual([{ id: 's1', colour: null }])
  })

  it('DU-12 is as it was when a step of a migration fails', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    await store.log.commit(commitOf({ events: [deltaOf(1)] }))
    await store.close()
    const half = { version: newest + 1, up: 'drop table run_events; select * from nowhere' }
    const failing = openPostgresStore({ ...address, log: silentLog, migrations: [...migrations, half] })
    expect(await codeOf(failing)).toBe('storage-failed')
    expect(await ask('select seq from run_events')).toStrictEqual([{ seq: 1 }])
    await (await open()).close()
  })

  it('refuses a database whose encoding cannot hold every text', async () => {
    await askServer(server.address, `create database latin encoding 'LATIN1' template template0`)
    const opened = openPostgresStore({ ...server.address, database: 'latin', log: silentLog })
    await expect(opened).rejects.toMatchObject({ failure: { code: 'storage-refused' } })
    await expect(opened).rejects.toThrow('LATIN1')
  })
})
