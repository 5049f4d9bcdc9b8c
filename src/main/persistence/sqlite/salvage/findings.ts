import { closeSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { FoundKind, FoundRow } from './found-rows.ts'

/** What was found, on disk, since a damaged database may be larger than memory. */
export interface Findings {
  /** The first of its kind and id stays. */
  add(row: FoundRow): void
  /** What belongs to an owner, in the order in which it was stored, what has no place last. */
  of(kind: FoundKind, owner: string): readonly unknown[]
  ownerOf(kind: FoundKind, id: string): string | undefined
  /** The keys of all sessions of which anything was found. */
  keys(): readonly string[]
  /** The runs of which events were found. */
  journals(): readonly string[]
  /** Makes all changes of `work` at once. */
  together(work: () => void): void
  remove(): void
}

interface ContentRow {
  readonly content: string
}

/** Begins with nothing in a file that lives until `remove`. */
export function openFindings(path: string): Findings {
  const removeFile = () => rmSync(path, { force: true })
  removeFile()
  closeSync(openSync(path, 'wx', 0o600))
  const db = new Database(path)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(`
    create table found (kind text, id text, owner text, position integer, content text, primary key (kind, id));
    create index found_by_owner on found (kind, owner, position)`)
  const add = db.prepare(
    'insert or ignore into found (kind, id, owner, position, content) values (@kind, @id, @owner, @position, @content)',
  )
  const of = db.prepare<[string, string], ContentRow>(
    'select content from found where kind = ? and owner = ? order by position is null, position, rowid',
  )
  const owner = db
    .prepare<[string, string], string>('select owner from found where kind = ? and id = ?')
    .pluck()
  const keys = db
    .prepare<[], string>(`select distinct owner from found where kind <> 'event' order by owner`)
    .pluck()
  const journals = db
    .prepare<[], string>(`select distinct owner from found where kind = 'event' order by owner`)
    .pluck()
  return {
    add: (row) => void add.run({ ...row, content: JSON.stringify(row.content) }),
    of: (kind, id) => of.all(kind, id).map(({ content }): unknown => JSON.parse(content)),
    ownerOf: (kind, id) => owner.get(kind, id),
    keys: () => keys.all(),
    journals: () => journals.all(),
    together: (work) => db.transaction(work)(),
    remove() {
      db.close()
      removeFile()
    },
  }
}
