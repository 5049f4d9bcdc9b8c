import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Log } from '../../src/main/core/ports/log.ts'
import type { Store } from '../../src/main/core/ports/stores.ts'
import { openSqliteStore } from '../../src/main/persistence/sqlite/open.ts'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** One database twice: behind Parley's store, and bare in this thread. */
export interface Pair {
  readonly store: Store
  readonly bare: Database.Database
  close(): Promise<void>
}

/** Opens a database and a copy of it that is kept beside it, since the store wants the file for itself. */
export async function openPair(path: string): Promise<Pair> {
  const copy = `${path}.bare`
  if (!existsSync(copy)) copyFileSync(path, copy)
  const bare = new Database(copy, { readonly: true })
  const store = await openSqliteStore({ path, log: silent })
  return {
    store,
    bare,
    async close() {
      bare.close()
      await store.close()
    },
  }
}

/** An empty store and an empty bare database, both with a write-ahead log. */
export async function openEmptyPair(): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const bare = new Database(join(folder, 'bare.sqlite'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = NORMAL')
  const store = await openSqliteStore({ path: join(folder, 'parley.sqlite'), log: silent })
  return {
    store,
    bare,
    async close() {
      bare.close()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
