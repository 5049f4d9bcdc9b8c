import { existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { refuseEmptied } from './emptied-file.ts'

/**
 * Lets `read` look at a database and leaves everything as it was. Throws what SQLite throws, and `storage-corrupt` for one
 * that was emptied.
 */
export function lookAt<Result>(path: string, read: (db: Database.Database) => Result): Result {
  refuseEmptied(path)
  const shared = `${path}-shm`
  const wasThere = existsSync(shared)
  const db = new Database(path, { readonly: true, timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    return read(db)
  } finally {
    db.close()
    // The index of the log, which a reader makes and may not take away again.
    if (!wasThere) rmSync(shared, { force: true })
  }
}
