import { closeSync, openSync } from 'node:fs'
import type { Database } from 'better-sqlite3'

/**
 * Copies an open database into a new file while the connection goes on reading and writing: what it writes meanwhile
 * goes into the copy too, which is the database as of the last step. Rejects with what SQLite threw.
 */
export async function copyDatabase(db: Database, path: string): Promise<void> {
  // SQLite would make a file that everybody may read.
  closeSync(openSync(path, 'wx', 0o600))
  await db.backup(path)
}
