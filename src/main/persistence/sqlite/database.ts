import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import { defineFunctions } from './functions.ts'
import { inMemory } from './in-memory.ts'
import { checkVersion, migrate } from './migrate.ts'
import { migrations as released, type Migration } from './migrations.ts'
import type { Opened } from './protocol.ts'
import { refuseEmptied } from './rescue/emptied-file.ts'
import { finishInstall } from './rescue/install.ts'
import { isBusy, openingFailure } from './sqlite-failure.ts'

/** An open database with the schema of this version. */
export interface OpenDatabase {
  readonly db: Database.Database
  readonly opened: Opened
}

/** How often, and how long apart in milliseconds, an open tries to get the lock: for about a second. */
const lockAttempts = 20
const lockPauseMs = 50

/**
 * Opens the database for this process alone and brings its schema up to date. Blocks for up to about a second while
 * somebody else has it. Throws `profile-locked`, `profile-newer`, `profile-unwritable`, `storage-corrupt`,
 * `storage-failed`; the file is then as it was.
 */
export function openDatabase(path: string, migrations: readonly Migration[] = released): OpenDatabase {
  for (let attempt = 1; ; attempt++) {
    try {
      if (path !== inMemory) finishInstall(path)
      return tryOpen(path, migrations)
    } catch (error) {
      if (!isBusy(error) || attempt >= lockAttempts) throw openingFailure(error, path)
    }
    pause(lockPauseMs * (0.5 + Math.random()))
  }
}

// SQLite's own waiting would not do: in exclusive mode a connection that waits keeps its shared lock, so two
// processes that start together would keep each other out. Letting go of everything in between lets one of them win.
function tryOpen(path: string, migrations: readonly Migration[]): OpenDatabase {
  if (path !== inMemory) {
    refuseEmptied(path)
    makePrivate(path)
  }
  const db = new Database(path, { timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('foreign_keys = ON')
    // What is purged is to be gone from the file, not only from sight.
    db.pragma('secure_delete = ON')
    // What is kept beside the database for a while has the words of messages.
    db.pragma('temp_store = MEMORY')
    defineFunctions(db)
    // Before the first read: from then on the operating system holds the lock until this process ends, however it ends.
    if (path !== inMemory) db.pragma('locking_mode = EXCLUSIVE')
    const found = checkVersion(db, path, migrations.at(-1)?.version ?? 0)
    if (path !== inMemory) prepareFile(db, path)
    return { db, opened: migrate(db, path, found, migrations) }
  } catch (error) {
    db.close()
    throw error
  }
}

// SQLite would make a file that everybody may read, and gives its log the permissions of the database. A file that is
// there is left alone: opening and closing it once more would drop the lock of a connection in this process.
function makePrivate(path: string): void {
  if (existsSync(path)) return refuseUnwritable(path)
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch {
    // SQLite will say better what is wrong.
  }
}

// SQLite opens what is write-protected for reading and fails later, with an error that says nothing of it.
function refuseUnwritable(path: string): void {
  const { R_OK, W_OK, X_OK } = constants
  try {
    accessSync(path, R_OK | W_OK)
    accessSync(dirname(path), R_OK | W_OK | X_OK)
  } catch (error) {
    const params = { path: dirname(path), reason: reasonOf(error) }
    throw new ParleyError('profile-unwritable', { params, cause: error })
  }
}

function prepareFile(db: Database.Database, path: string): void {
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
    const reason = 'its file system cannot keep a write-ahead log'
    throw new ParleyError('profile-unwritable', { params: { path: dirname(path), reason } })
  }
  db.pragma('synchronous = FULL')
  db.pragma('checkpoint_fullfsync = ON')
  db.pragma('journal_size_limit = 16000000')
  // SQLite opens a write-protected file for reading without a word; this asks for the right to write.
  db.exec('begin immediate; rollback')
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
