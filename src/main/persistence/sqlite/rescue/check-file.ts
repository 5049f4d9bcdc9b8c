import Database from 'better-sqlite3'
import type { Counts } from '../../../../contract/storage.ts'
import { ParleyError, reasonOf } from '../../../core/errors.ts'
import { countAll } from '../counts.ts'
import { checkVersion } from '../migrate.ts'
import { migrations } from '../migrations.ts'
import { createOperations } from '../operations.ts'
import { foreignPart } from './schema-check.ts'

/** A database file of which everything was read. */
export interface CheckedFile {
  readonly version: number
  readonly counts: Counts
}

/**
 * Reads all of a database that nobody uses and makes it one file, without a log beside it. With `rows` every row has to
 * be what the contract says, as in what comes from outside. `name` is the file that people know it by. Throws
 * `backup-refused`, `profile-newer`.
 */
export function checkFile(path: string, rows: boolean, name: string): CheckedFile {
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 0 })
    try {
      db.pragma('trusted_schema = OFF')
      db.pragma('cell_size_check = ON')
      return checkDatabase(db, rows, name)
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof ParleyError && error.failure.code !== 'storage-corrupt') throw error
    const detail = error instanceof ParleyError ? (error.failure.params?.['detail'] ?? '') : reasonOf(error)
    throw new ParleyError('backup-refused', { params: { path: name, detail }, cause: error })
  }
}

function checkDatabase(db: Database.Database, rows: boolean, name: string): CheckedFile {
  const refuse = (detail: string) => new ParleyError('storage-corrupt', { params: { path: name, detail } })
  const newest = migrations.at(-1)?.version ?? 0
  const version = checkVersion(db, name, newest)
  if (version === 0) throw refuse('it is empty')
  db.pragma('journal_mode = DELETE')
  const foreign = foreignPart(db, version)
  if (foreign !== undefined) throw refuse(foreign)
  const verdict = String(db.pragma('integrity_check(1)', { simple: true }))
  if (verdict !== 'ok') throw refuse(verdict)
  if (db.prepare('select 1 from pragma_foreign_key_check limit 1').get() !== undefined) {
    throw refuse('something in it belongs to nothing')
  }
  if (rows && version === newest) readEverything(db, name)
  return { version, counts: countAll(db) }
}

function readEverything(db: Database.Database, name: string): void {
  const operations = createOperations(db, name)
  for (const key of operations.listKeys(undefined)) operations.readBundleOf(key)
}
