import { existsSync, readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import { searchQuerySchema } from '../../../contract/search.ts'
import { runOf } from '../../core/testing/store-fixture.ts'
import { openDatabase } from './database.ts'
import { migrations, type Migration } from './migrations.ts'
import { createOperations } from './operations.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const first = migrations.slice(0, 1)
let place: Awaited<ReturnType<typeof makeFolder>>
beforeEach(async () => {
  place = await makeFolder()
  const { db } = openDatabase(place.path, first)
  db.exec(
    `insert into sessions (id, title, titled_by_user, created_at, updated_at) values ('s1', 'Old', 0, 1, 1)`,
  )
  db.close()
})
afterEach(() => place.remove())

const colours: Migration = { version: 2, up: `alter table sessions add column colour text default 'red'` }
const broken: Migration = {
  version: 3,
  up: `create table half (id text); insert into nowhere values (1)`,
}

it('DU-12 brings an old database up to date after a whole copy of it', () => {
  const { db, opened } = openDatabase(place.path, [...first, colours])
  expect(db.prepare('select title, colour from sessions').get()).toStrictEqual({
    title: 'Old',
    colour: 'red',
  })
  expect(db.pragma('user_version', { simple: true })).toBe(2)
  db.close()
  const counts = { sessions: 1, messages: 0, runs: 0, calls: 0, attachments: 0 }
  const upgrade = { from: 1, to: 2, before: counts, after: counts, snapshot: 'parley.sqlite.before-v2' }
  expect(opened).toStrictEqual({ version: 2, foundVersion: 1, upgrade })
  expect(statSync(`${place.path}.before-v2`).mode & 0o777).toBe(0o600)
  const copy = new Database(`${place.path}.before-v2`, { readonly: true })
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(copy.pragma('user_version', { simple: true })).toBe(1)
  expect(copy.prepare('select title from sessions').get()).toStrictEqual({ title: 'Old' })
  copy.close()
})

it('makes no copy when there is nothing to migrate, nor of a new database', () => {
  openDatabase(place.path, first).db.close()
  const { db, opened } = openDatabase(`${place.path}2`, [...first, colours])
  db.close()
  expect(opened.upgrade).toBeUndefined()
  expect(existsSync(`${place.path}.before-v1`)).toBe(false)
  expect(existsSync(`${place.path}2.before-v2`)).toBe(false)
})

it('DU-12 does none of the steps when a later one fails', () => {
  const before = readFileSync(place.path)
  expect(() => openDatabase(place.path, [...first, colours, broken])).toThrow('no such table: nowhere')
  expect(readFileSync(place.path).equals(before)).toBe(true)
  openDatabase(place.path, first).db.close()
})

it('DU-12 takes an upgrade back that would lose something, and says what', () => {
  const before = readFileSync(place.path)
  const careless: Migration = { version: 2, up: 'delete from sessions' }
  expect(() => openDatabase(place.path, [...first, careless])).toThrow('sessions: 1 before, 0 after')
  expect(readFileSync(place.path).equals(before)).toBe(true)
})

it('DU-12 leaves the database as it was when its first step fails, and can be tried again', () => {
  const before = readFileSync(place.path)
  const wrong = { ...broken, version: 2 }
  const attempt = () => openDatabase(place.path, [...first, wrong])
  expect(attempt).toThrow('no such table: nowhere')
  expect(attempt).toThrow('no such table: nowhere')
  expect(readFileSync(place.path).equals(before)).toBe(true)
  const { db, opened } = openDatabase(place.path, [...first, colours])
  db.close()
  expect(opened.foundVersion).toBe(1)
})

it('DU-12 brings a profile of every version to this one with all its messages, and search finds them', () => {
  const { db: old } = openDatabase(place.path, first)
  old.exec(`
    insert into runs (id, session_id, user_message_id, status, ended, options, usage, created_at)
      values ('r1', 's1', 'm1', 'completed', 1, '${JSON.stringify(runOf('r1').options)}',
        '{"inputTokens":0,"outputTokens":0}', 1);
    insert into messages (id, session_id, role, parts, created_at)
      values ('m1', 's1', 'user', '[{"type":"text","text":"去北京 by train"}]', 1);
    insert into messages (id, session_id, parent_id, role, parts, run_id, created_at)
      values ('a1', 's1', 'm1', 'assistant', '[{"type":"text","text":"Lighthouse"}]', 'r1', 2);
    update sessions set leaf_id = 'a1'`)
  old.close()
  const { db, opened } = openDatabase(place.path)
  const operations = createOperations(db, place.path)
  expect(opened.foundVersion).toBe(1)
  expect(operations.getSession(sessionIdOf('s1'))).toMatchObject({ title: 'Old', leafId: 'a1' })
  expect(operations.readBundle(sessionIdOf('s1'))).toMatchObject({
    messages: [{ id: 'm1' }, { id: 'a1', sessionId: 's1' }],
    runs: [{ id: 'r1', sessionId: 's1' }],
  })
  const found = ['北京', 'house'].map((text) => operations.search(searchQuerySchema.parse({ text })).hits)
  expect(found).toMatchObject([[{ messageId: 'm1' }], [{ messageId: 'a1' }]])
  expect(db.pragma('foreign_key_check')).toStrictEqual([])
  db.close()
})
