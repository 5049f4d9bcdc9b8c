import Database from 'better-sqlite3'
import { ParleyError } from '../../../core/errors.ts'
import type { Store } from '../../../core/ports/stores.ts'
import { openAttachments } from '../attachments.ts'
import { createRefusals } from '../commits.ts'
import { openDatabase } from '../database.ts'
import { storeOver } from '../open.ts'
import { createOperations } from '../operations.ts'
import type { InputOf, OperationName, OutputOf, Piece } from '../protocol.ts'
import { storageFailure } from '../sqlite-failure.ts'

const tables = ['sessions', 'runs', 'messages', 'tool_calls', 'run_events']

export interface Faults {
  /** Which row that is written fails, from 1; none when undefined. */
  readonly at?: number
  /** As on a full disk: every later one fails too. */
  readonly forGood?: boolean
  /** What SQLite says. */
  readonly code?: string
}

/** The real store on a file, in this thread, so that a test can let SQLite fail in the middle of a transaction. */
export interface FaultyStore {
  readonly store: Store
  readonly db: Database.Database
  /** How many rows were written or tried. */
  writes(): number
  /** How many commits were tried. */
  commits(): number
  setFaults(faults: Faults): void
}

export function openFaultyStore(path: string, first: Faults = {}): FaultyStore {
  const { db } = openDatabase(path)
  const operations = createOperations(db, path)
  const count = { writes: 0, commits: 0 }
  let faults = first
  db.function('write_row', () => {
    count.writes += 1
    const { at = Infinity, forGood = false, code = 'SQLITE_IOERR_WRITE' } = faults
    if (count.writes === at || (forGood && count.writes > at))
      throw new Database.SqliteError('injected', code)
    return 0
  })
  for (const table of tables) {
    for (const change of ['insert', 'update']) {
      db.exec(
        `create temp trigger count_${change}_${table} before ${change} on main.${table} begin select write_row(); end`,
      )
    }
  }
  const refusals = createRefusals()
  const client = {
    append(piece: Piece): void {
      client.call('append', piece).catch((error: unknown) => {
        if (error instanceof ParleyError) refusals.note(piece.runId, error)
      })
    },
    async call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
      if (name === 'commit' || name === 'append') count.commits += 1
      try {
        return operations[name](input)
      } catch (error) {
        throw storageFailure(error, path)
      }
    },
    copy: () => Promise.reject(new Error('a faulty store is not copied')),
    close: async () => void db.close(),
  }
  return {
    store: storeOver({ client, refusals, durable: true, attachments: openAttachments(path, client) }),
    db,
    writes: () => count.writes,
    commits: () => count.commits,
    setFaults: (next) => {
      faults = next
    },
  }
}
