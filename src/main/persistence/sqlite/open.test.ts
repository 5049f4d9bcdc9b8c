import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf } from '../../../contract/id.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { commitOf, messageOf, sessionOf } from '../../core/testing/store-fixture.ts'
import type { Store } from '../../core/ports/stores.ts'
import { openDatabase } from './database.ts'
import { migrations } from './migrations.ts'
import { openSqliteStore } from './open.ts'
import { startSecondProcess } from './testing/second-process.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
// To the administrator nothing is forbidden, so there another user tries.
const unprivileged = process.getuid?.() === 0 ? 65_534 : (process.getuid?.() ?? 0)
const newest = String(migrations.at(-1)?.version)
const opened: Store[] = []

const open = async (path = place.path) => {
  const store = await openSqliteStore({ path, log: silentLog })
  opened.push(store)
  return store
}

beforeEach(async () => {
  place = await makeFolder()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await place.remove()
})

describe('opening a store on a file', () => {
  it('makes a file that only its user may read', async () => {
    const store = await open()
    await store.sessions.create(sessionOf('s1'))
    expect(statSync(place.path).mode & 0o777).toBe(0o600)
    expect(statSync(`${place.path}-wal`).mode & 0o777).toBe(0o600)
  })

  it('leaves one whole file behind when it is closed', async () => {
    await (await open()).close()
    expect(statSync(`${place.path}-wal`, { throwIfNoEntry: false })).toBeUndefined()
  })

  it('DU-11 refuses the database of a newer version and leaves it as it is', async () => {
    await (await open()).close()
    change((db) => db.pragma('user_version = 99'))
    const before = readFileSync(place.path)
    await expect(open()).rejects.toMatchObject({
      failure: { code: 'profile-newer', params: { path: place.path, found: '99', known: newest } },
    })
    expect(readFileSync(place.path).equals(before)).toBe(true)
  })

  it('refuses the database of another program and leaves it as it is', async () => {
    change((db) => db.exec('create table notes (text)'))
    const before = readFileSync(place.path)
    expect(await codeOf(open())).toBe('storage-corrupt')
    expect(readFileSync(place.path).equals(before)).toBe(true)
  })

  it.each([
    ['is no database at all', () => Buffer.from('Dear diary, '.repeat(1000))],
    ['lost its header', (whole: Buffer) => Buffer.concat([Buffer.alloc(100), whole.subarray(100)])],
    ['lost the page of its schema', (whole: Buffer) => zeroed(whole, 100, 4096)],
    ['ends early', (whole: Buffer) => whole.subarray(0, 5000)],
  ])('DU-08 refuses a file that %s and leaves its bytes as they are', async (_name, damage) => {
    await (await open()).close()
    const damaged = damage(readFileSync(place.path))
    writeFileSync(place.path, damaged)
    await expect(open()).rejects.toMatchObject({ failure: { code: 'storage-corrupt' } })
    expect(readFileSync(place.path).equals(damaged)).toBe(true)
  })

  it('DU-08 names the damage that a query meets, and goes on', async () => {
    await (await open()).close()
    let damaged: Buffer = readFileSync(place.path)
    for (const page of pagesOf('sessions')) damaged = zeroed(damaged, (page - 1) * 4096, page * 4096)
    writeFileSync(place.path, damaged)
    const store = await open()
    expect(await codeOf(store.sessions.list({ shelf: 'active', limit: 1 }))).toBe('storage-corrupt')
    expect(await codeOf(store.sessions.create(sessionOf('s1')))).toBe('storage-corrupt')
    await store.close()
    expect(readFileSync(place.path).equals(damaged)).toBe(true)
  })

  it('DU-07 refuses a place where no file can be made', async () => {
    writeFileSync(join(place.folder, 'file'), '')
    expect(await codeOf(open(join(place.folder, 'file', 'parley.sqlite')))).toBe('profile-unwritable')
    expect(await codeOf(open(join(place.folder, 'missing', 'parley.sqlite')))).toBe('profile-unwritable')
    expect(await codeOf(open(place.folder))).toBe('profile-unwritable')
  })

  it('DU-07 refuses a file system that keeps no log, and never falls back to memory', () => {
    // A temporary database of SQLite has none.
    expect(() => openDatabase('')).toThrow('its file system cannot keep a write-ahead log')
  })

  it.each([
    ['a folder that may not be written', 0o555, 0o644],
    ['a file that may not be written', 0o777, 0o444],
    ['a file that may not be read', 0o777, 0o000],
  ])('DU-07 refuses %s with the reason, and changes nothing', async (_name, folderMode, fileMode) => {
    await (await open()).close()
    const before = readFileSync(place.path)
    const user = { uid: unprivileged, gid: unprivileged }
    chownSync(place.path, user.uid, user.gid)
    chmodSync(place.path, fileMode)
    chmodSync(place.folder, folderMode)
    const other = startSecondProcess(place.path, user)
    expect(await other.verdict).toContain(`Parley cannot write to its folder ${place.folder}`)
    await other.kill()
    chmodSync(place.folder, 0o700)
    chmodSync(place.path, 0o600)
    expect(readFileSync(place.path).equals(before)).toBe(true)
    expect(readdirSync(place.folder)).toStrictEqual(['parley.sqlite'])
  })
})

describe('a profile that somebody else uses', () => {
  it('DU-10 is refused to a second process until the first one dies, however it dies', async () => {
    const first = startSecondProcess(place.path)
    expect(await first.verdict).toBe('open')
    await expect(open()).rejects.toMatchObject({
      failure: { code: 'profile-locked', params: { path: place.folder } },
    })
    await first.kill()
    await expect(open()).resolves.toBeDefined()
  }, 20_000)

  it('is refused to the same process too', async () => {
    await open()
    expect(await codeOf(open())).toBe('profile-locked')
  })

  it('DU-10 goes to exactly one of several that start together', async () => {
    const all = Array.from({ length: 4 }, () => startSecondProcess(place.path))
    const verdicts = await Promise.all(all.map(({ verdict }) => verdict))
    await Promise.all(all.map((each) => each.kill()))
    expect(verdicts.filter((verdict) => verdict === 'open')).toHaveLength(1)
    expect(verdicts.filter((verdict) => verdict.includes('Another Parley is using'))).toHaveLength(3)
  }, 30_000)
})

it('lets the event loop turn while a query runs', async () => {
  const store = await open(':memory:')
  await store.sessions.create(sessionOf('s1'))
  const parts = [{ type: 'text', text: 'x'.repeat(2_000_000) }] as const
  const messages = ['m1', 'm2', 'm3', 'm4'].map((id, index) =>
    messageOf(id, index === 0 ? null : `m${index}`, { parts }),
  )
  await store.log.commit(commitOf({ messages }))
  let turns = 0
  let counting = true
  const turn = () => {
    turns += 1
    if (counting) setImmediate(turn)
  }
  turn()
  await store.messages.path(messageIdOf('m4'))
  counting = false
  // Were the query on this thread, its promise would be settled before the loop turned a second time.
  expect(turns).toBeGreaterThan(3)
})

function change(apply: (db: Database.Database) => void): void {
  const db = new Database(place.path)
  apply(db)
  db.close()
}

/** The first page of a table and of each of its indexes. */
function pagesOf(table: string): readonly number[] {
  const db = new Database(place.path)
  const sql = 'select rootpage from sqlite_schema where tbl_name = ? and rootpage > 0'
  const pages = db.prepare<[string], number>(sql).pluck().all(table)
  db.close()
  return pages
}

function zeroed(whole: Buffer, from: number, to: number): Buffer {
  return Buffer.from(whole).fill(0, from, to)
}
