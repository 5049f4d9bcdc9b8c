import type { Database } from 'better-sqlite3'
import type { Counts } from '../../../contract/storage.ts'
import { hasUses } from './attachment-uses.ts'

/** How many rows of each kind a database of any version has. */
export function countAll(db: Database): Counts {
  const count = (table: string, what = '*') =>
    Number(db.prepare<[], number>(`select count(${what}) from ${table}`).pluck().get())
  return {
    sessions: count('sessions'),
    messages: count('messages'),
    runs: count('runs'),
    calls: count('tool_calls'),
    attachments: hasUses(db) ? count('attachment_uses', 'distinct hash') : 0,
  }
}
