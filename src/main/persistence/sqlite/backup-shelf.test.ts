import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import type { BackupShelf } from '../../core/ports/backups.ts'
import type { Store } from '../../core/ports/stores.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, deltaOf, messageOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { openBackupShelf } from './backup-shelf.ts'
import { openDatabase } from './database.ts'
import { migrations } from './migrations.ts'
import { openSqliteStore } from './open.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

const second = 1000
let place: Awaited<ReturnType<typeof makeFolder>>
let store: Store
let shelf: BackupShelf
let now: number

const copy = (path: string) => store.copyInto?.(path) ?? Promise.reject(new Error('no copies'))
const make = (keep = 7) => shelf.make(copy, keep)
const inFolder = (...names: string[]) => join(place.folder, ...names)

beforeEach(async () => {
  place = await makeFolder()
  now = Date.UTC(2026, 10, 20, 9, 12, 33)
  shelf = openBackupShelf({ path: place.path, now: () => now })
  store = await openSqliteStore({ path: place.path, log: silentLog })
  await store.sessions.create(sessionOf('s1'))
  await store.log.commit(commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)] }))
})
afterEach(async () => {
  await store.close()
  await place.remove()
})

describe('a backup', () => {
  it('DU-21 is one file that only its user may read, named by its time, and holds everything', async () => {
    const backup = await make()
    expect(backup).toMatchObject({ name: 'parley-20261120T091233Z.sqlite', kind: 'backup', at: now })
    expect(readdirSync(inFolder('backups'))).toStrictEqual([backup.name])
    expect(statSync(inFolder('backups', backup.name)).mode & 0o777).toBe(0o600)
    expect(await shelf.list()).toStrictEqual([backup])
    const staged = await shelf.stage(backup.name)
    expect(staged.counts).toStrictEqual({ sessions: 1, messages: 1, runs: 1, calls: 0, attachments: 0 })
    await staged.discard()
  })

  it('DU-21 is whole though the store goes on writing while it is made', async () => {
    const text = 'x'.repeat(200_000)
    const parts = [{ type: 'text', text }] as const
    const write = (id: number) =>
      store.log.commit(commitOf({ messages: [messageOf(`x${id}`, null, { parts })] }))
    for (let id = 0; id < 10; id++) await write(id)
    const making = make()
    for (let id = 10; id < 40; id++) await write(id)
    const { name } = await making
    const staged = await shelf.stage(name)
    expect(staged.counts.messages).toBeGreaterThanOrEqual(11)
    await staged.discard()
  })

  it('DU-21 stays until there are as many newer ones as are kept, and nothing else is removed', async () => {
    const others = ['notes.txt', 'parley-old.sqlite']
    await make()
    for (const name of others) writeFileSync(inFolder('backups', name), 'mine')
    for (let made = 0; made < 3; made++) {
      now += second
      await make(2)
    }
    expect(readdirSync(inFolder('backups')).toSorted()).toStrictEqual(
      [...others, 'parley-20261120T091235Z.sqlite', 'parley-20261120T091236Z.sqlite'].toSorted(),
    )
  })

  it('leaves nothing behind when it cannot be made, and clears up after one that was cut off', async () => {
    await make()
    const before = readdirSync(inFolder('backups'))
    now += second
    expect(await codeOf(shelf.make(half, 7))).toBe('backup-refused')
    expect(await codeOf(shelf.make(full, 7))).toBe('storage-full')
    writeFileSync(inFolder('backups', 'parley-20261120T091200Z.sqlite.1.tmp'), 'half')
    expect(await codeOf(shelf.make(full, 7))).toBe('storage-full')
    expect(readdirSync(inFolder('backups'))).toStrictEqual(before)
  })
})

describe('a file to go back to', () => {
  it('DU-09 takes the place of the database without the log of that, which is kept', async () => {
    const { name } = await make()
    await store.sessions.create(sessionOf('s2'))
    const staged = await shelf.stage(name)
    await store.close()
    // As after a kill: a log lies beside the database, and would be taken for the backup's.
    writeFileSync(`${place.path}-wal`, 'the log of another database')
    const present = readFileSync(place.path)
    const { kept } = await staged.install()
    expect(kept).toBe(`${place.path}.replaced-20261120T091233Z`)
    expect(readFileSync(kept).equals(present)).toBe(true)
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('the log of another database')
    store = await openSqliteStore({ path: place.path, log: silentLog })
    expect(await store.sessions.get(sessionIdOf('s1'))).toBeDefined()
    expect(await store.sessions.get(sessionIdOf('s2'))).toBeUndefined()
    expect((await shelf.list()).map(({ kind }) => kind)).toStrictEqual(['replaced', 'backup'])
  })

  it('can be taken back', async () => {
    const { name } = await make()
    await store.sessions.create(sessionOf('s2'))
    const staged = await shelf.stage(name)
    await store.close()
    await (await staged.install()).takeBack()
    store = await openSqliteStore({ path: place.path, log: silentLog })
    expect(await store.sessions.get(sessionIdOf('s2'))).toBeDefined()
  })

  it('brings along what a database says in its log alone', async () => {
    const { name } = await make()
    await store.close()
    const db = new Database(inFolder('backups', name))
    db.pragma('journal_mode = WAL')
    db.exec(`update sessions set title = 'In the log'`)
    writeFileSync(inFolder('copy'), readFileSync(inFolder('backups', `${name}-wal`)))
    const main = readFileSync(inFolder('backups', name))
    db.close()
    writeFileSync(inFolder('backups', name), main)
    writeFileSync(inFolder('backups', `${name}-wal`), readFileSync(inFolder('copy')))
    await (await shelf.stage(name)).install()
    store = await openSqliteStore({ path: place.path, log: silentLog })
    expect(await store.sessions.get(sessionIdOf('s1'))).toMatchObject({ title: 'In the log' })
  })

  it('DU-21 may be of an older format, which is then brought up to date', async () => {
    const old = inFolder('backups', 'parley-20200101T000000Z.sqlite')
    await make()
    const { db } = openDatabase(old, migrations.slice(0, 1))
    db.exec(
      `insert into sessions (id, title, titled_by_user, created_at, updated_at) values ('old', 'Old', 0, 1, 1)`,
    )
    db.close()
    const staged = await shelf.stage('parley-20200101T000000Z.sqlite')
    await store.close()
    await staged.install()
    store = await openSqliteStore({ path: place.path, log: silentLog })
    expect(await store.sessions.get(sessionIdOf('old'))).toMatchObject({ title: 'Old' })
  })

  it.each([
    ['is not there', () => undefined, 'backup-missing'],
    [
      'is cut off',
      (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 9000)),
      'backup-refused',
    ],
    ['is no database', (path: string) => writeFileSync(path, 'Dear diary'), 'backup-refused'],
    ['is empty', (path: string) => writeFileSync(path, ''), 'backup-refused'],
    ['is of a newer version', changing('pragma user_version = 99'), 'profile-newer'],
    ['is of another program', changing('pragma application_id = 7'), 'backup-refused'],
    [
      'has a trigger',
      changing(`create trigger t after insert on messages begin delete from messages; end`),
      'backup-refused',
    ],
    ['has a view', changing(`create view v as select 1`), 'backup-refused'],
    ['has a table more', changing(`create table t (x)`), 'backup-refused'],
    ['has an index less', changing(`drop index runs_by_session`), 'backup-refused'],
    ['has a message without a chat', changing(`update messages set session_key = 'x'`), 'backup-refused'],
    ['has a row that is none', changing(`update messages set role = 'wizard'`), 'backup-refused'],
    ['has a part that is none', changing(`update messages set parts = '{'`), 'backup-refused'],
  ])('DU-21 is refused when it %s, and nothing is changed', async (name, spoil, code) => {
    const { name: made } = await make()
    spoil(inFolder('backups', made))
    const before = readFileSync(place.path)
    const asked = name === 'is not there' ? '../parley.sqlite' : made
    expect(await codeOf(shelf.stage(asked))).toBe(code)
    expect(readFileSync(place.path).equals(before)).toBe(true)
    expect(readdirSync(place.folder).filter((each) => each.includes('staged'))).toStrictEqual([])
  })
})

async function half(path: string): Promise<void> {
  writeFileSync(path, 'half')
}

async function full(): Promise<never> {
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
}

function changing(sql: string): (path: string) => void {
  return (path) => {
    const db = new Database(path)
    db.pragma('foreign_keys = OFF')
    db.exec(sql)
    db.close()
  }
}
