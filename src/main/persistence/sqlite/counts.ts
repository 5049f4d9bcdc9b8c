import type { Database } from 'better-sqlite3'
import type { Counts } from '../../../contract/storage.ts'

/** How many rows of each kind a database of any version has. */
export function countAll(db: Database): Counts {
  const count = (table: string) =>
    Number(db.prepare<[], number>(`select count(*) from ${table}`).pluck().get())
  return {
    sessions: count('sessions'),
    messages: count('messages'),
    runs: count('runs'),
    calls: count('tool_calls'),
  }
}
