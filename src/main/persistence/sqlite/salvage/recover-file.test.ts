import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, sessionIdOf } from '../../../../contract/id.ts'
import { searchQuerySchema } from '../../../../contract/search.ts'
import { openDatabase } from '../database.ts'
import { migrations } from '../migrations.ts'
import { createOperations } from '../operations.ts'
import { filled, fillProfile, pagesOf, spoilPages } from '../testing/damaged-profile.ts'
import { makeFolder } from '../testing/sqlite-under-test.ts'
import { recoverFile, type Recovered } from './recover-file.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
let into: string
beforeEach(async () => {
  place = await makeFolder()
  into = join(place.folder, 'recovered.sqlite')
})
afterEach(() => place.remove())

/** Recovers, and proves that the damaged file has not changed and that the new one is whole and works. */
function recover(): Recovered {
  const before = readFileSync(place.path)
  const recovered = recoverFile(place.path, into)
  expect(readFileSync(place.path).equals(before)).toBe(true)
  const { db } = openDatabase(into)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toStrictEqual([])
  const operations = createOperations(db, into)
  const bundles = operations.listKeys(undefined).map((key) => operations.readBundleOf(key))
  const tips = bundles.flatMap((bundle) => bundle?.session.leafId ?? [])
  expect(tips.every((tip) => operations.readPath({ leafId: tip }).length > 0)).toBe(true)
  db.close()
  expect(existsSync(`${into}.findings`)).toBe(false)
  return recovered
}

const roots = (name: string) => {
  const [first] = pagesOf(place.path, name, 'internal')
  return first ? [first.page] : []
}

describe('DU-08 recovery where everything is still there', () => {
  beforeEach(() => fillProfile(place.path, false))

  it.each([
    ['whole', () => undefined],
    ['without its header', () => zero(0, 100)],
    ['without the page of its schema', () => zero(0, 4096)],
    ['with another schema on its first page', () => spoilPages(place.path, [1])],
    ['with noise above the messages', () => spoilPages(place.path, roots('messages'))],
    ['without the tree above the events', () => spoilPages(place.path, roots('run_events'))],
    ['without an index', () => spoilPages(place.path, leavesOf('messages_by_parent'))],
    [
      'without the ids of the messages',
      () => spoilPages(place.path, leavesOf('sqlite_autoindex_messages_1')),
    ],
    ['without the index of search', () => spoilPages(place.path, leavesOf('message_words_data'))],
    ['with a free list that leads nowhere', () => patch(32, 0xfffffff0)],
    ['with a free list that leads to what is in use', () => patch(32, leavesOf('messages')[0] ?? 0)],
    ['with a wrong number of pages', () => patch(28, 3)],
  ])('saves all of a file %s', (_name, damage) => {
    damage()
    const { counts, lostRows } = recover()
    expect(counts).toStrictEqual(filled)
    expect(lostRows).toBe(0)
  })

  it('gives each message its place and its words back, and search finds them', () => {
    const [before, after] = [bundleOf(place.path), () => bundleOf(into)]
    zero(0, 4096)
    recover()
    expect(after()).toStrictEqual(before)
    const { db } = openDatabase(into)
    const query = searchQuerySchema.parse({ text: '"Answer 3.1"' })
    expect(createOperations(db, into).search(query).hits).toMatchObject([{ messageId: 'a3.1' }])
    db.close()
  })
})

describe('DU-08 recovery where something is lost', () => {
  it.each(['messages', 'sessions', 'runs', 'tool_calls'])(
    'loses of %s no more than what lay on a page that is noise',
    (table) => {
      fillProfile(place.path, false)
      const leaf = pagesOf(place.path, table, 'leaf').at(-1)
      spoilPages(place.path, [leaf?.page ?? 0])
      const { counts, pages, lostRows } = recover()
      const kind = table === 'tool_calls' ? 'calls' : (table as 'messages' | 'sessions' | 'runs')
      expect(counts[kind]).toBeGreaterThanOrEqual(filled[kind] - (leaf?.rows ?? 0))
      expect(pages.unreadable + lostRows).toBeGreaterThan(0)
    },
  )

  it.each(['messages', 'runs', 'tool_calls'])('loses nothing of %s that the journals tell', (table) => {
    fillProfile(place.path, true)
    const before = bundleOf(place.path)
    spoilPages(place.path, leavesOf(table).slice(1))
    const { counts } = recover()
    expect(counts).toStrictEqual(filled)
    expect(bundleOf(into)?.messages.toSorted(byId)).toStrictEqual(before?.messages.toSorted(byId))
  })

  it('makes a session anew for messages whose own was lost', () => {
    fillProfile(place.path, true)
    spoilPages(place.path, leavesOf('sessions'))
    const { counts } = recover()
    expect(counts).toMatchObject({ messages: filled.messages, runs: filled.runs })
    expect(bundleOf(into)).toMatchObject({
      session: { id: 's3', title: 'Recovered chat', leafId: 'a3.1' },
      messages: [{ id: 'q3.0' }, { id: 'a3.0' }, { id: 'q3.1' }, { id: 'a3.1' }],
    })
  })

  it('attaches a message whose parent was lost to what came before it', () => {
    fillProfile(place.path, false)
    const db = new Database(place.path)
    db.pragma('foreign_keys = OFF')
    db.exec(`delete from messages where id in ('a3.0', 'a4.1', 'q5.0'); update messages set run_id = null`)
    db.close()
    recover()
    const opened = openDatabase(into)
    const operations = createOperations(opened.db, into)
    const parentOf = (id: string) => operations.getMessage(messageIdOf(id))?.parentId
    expect(parentOf('q3.1')).toBe('q3.0')
    expect(operations.getSession(sessionIdOf('s4'))?.leafId).toBe('q4.1')
    expect(parentOf('a5.0')).toBeNull()
    opened.db.close()
  })

  it('saves what stands before the end of a file that was cut off', () => {
    fillProfile(place.path, false)
    const size = readFileSync(place.path).length
    const leaves = pagesOf(place.path, 'messages', 'leaf')
    truncateSync(place.path, size / 2)
    const { counts } = recover()
    const before = leaves
      .filter(({ page }) => page * 4096 <= size / 2)
      .reduce((sum, { rows }) => sum + rows, 0)
    expect(before).toBeGreaterThan(0)
    // An answer that is longer than a page may have its end behind the cut.
    expect(counts.messages).toBeGreaterThanOrEqual(before - 12)
  })

  it('takes what the log says last, up to its last whole commit', () => {
    fillProfile(place.path, false)
    const db = new Database(place.path)
    db.pragma('wal_autocheckpoint = 0')
    db.exec(`update sessions set title = 'In the log' where id = 's3'`)
    const [main, log] = [readFileSync(place.path), readFileSync(`${place.path}-wal`)]
    db.exec(`update sessions set title = 'Half written' where id = 's3'`)
    const longer = readFileSync(`${place.path}-wal`)
    db.close()
    writeFileSync(place.path, main)
    zero(0, 100)
    writeFileSync(`${place.path}-wal`, longer.fill(9, longer.length - 30))
    expect(longer.length).toBeGreaterThan(log.length)
    recover()
    expect(bundleOf(into)?.session.title).toBe('In the log')
  })

  it('saves a file of the first format', () => {
    const { db } = openDatabase(place.path, migrations.slice(0, 1))
    db.exec(`
      insert into sessions (id, title, titled_by_user, created_at, updated_at) values ('s3', 'Old', 0, 1, 1);
      insert into messages (id, session_id, role, parts, created_at)
        values ('m1', 's3', 'user', '[{"type":"text","text":"Hello"}]', 1)`)
    db.close()
    zero(92, 96)
    const { counts } = recover()
    expect(counts).toMatchObject({ sessions: 1, messages: 1 })
    expect(bundleOf(into)?.session.title).toBe('Old')
  })
})

it.each([
  ['is empty', ''],
  ['is all zero', Buffer.alloc(100_000)],
  ['is something else', 'Dear diary, '.repeat(5000)],
])('DU-08 says so when nothing of ours is in a file that %s', (_name, content) => {
  writeFileSync(place.path, content)
  expect(() => recoverFile(place.path, into)).toThrow('Nothing of Parley could be read')
  expect(existsSync(into)).toBe(false)
})

it('DU-08 saves at least what was on other pages, whichever page is noise', () => {
  fillProfile(place.path, false)
  const whole = readFileSync(place.path)
  const db = new Database(place.path, { readonly: true })
  const rows = db
    .prepare<[], number>(
      `select sum(ncell) from dbstat where pagetype = 'leaf' and name in ('messages') group by pageno order by 1 desc`,
    )
    .pluck()
    .get()
  db.close()
  for (let page = 1; page <= whole.length / 4096; page += 7) {
    writeFileSync(place.path, whole)
    rmSync(into, { force: true })
    spoilPages(place.path, [page])
    const { counts } = recoverFile(place.path, into)
    expect(counts.messages, `page ${page}`).toBeGreaterThanOrEqual(filled.messages - (rows ?? 0))
  }
}, 120_000)

function leavesOf(name: string): readonly number[] {
  return pagesOf(place.path, name, 'leaf').map(({ page }) => page)
}

function zero(from: number, to: number): void {
  writeFileSync(place.path, readFileSync(place.path).fill(0, from, to))
}

function patch(at: number, value: number): void {
  const whole = readFileSync(place.path)
  whole.writeUInt32BE(value, at)
  writeFileSync(place.path, whole)
}

function bundleOf(path: string) {
  const { db } = openDatabase(path)
  try {
    return createOperations(db, path).readBundle(sessionIdOf('s3'))
  } finally {
    db.close()
  }
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id.localeCompare(other.id)
}
