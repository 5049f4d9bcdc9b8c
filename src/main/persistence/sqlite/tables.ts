import type { Database } from 'better-sqlite3'
import { createRowReader } from '../stored-row.ts'
import { createAttachmentUses } from './attachment-uses.ts'
import { createCallTable } from './call-table.ts'
import { createEventTable } from './event-table.ts'
import { createMessageTable } from './message-table.ts'
import { createRecentWords } from './recent-words.ts'
import { createRunTable } from './run-table.ts'
import { createSearchedTexts } from './searched-texts.ts'
import { createSearchTable } from './search-table.ts'
import { createSessionTable } from './session-table.ts'
import { createUsage } from './usage.ts'

/** All tables of a database. */
export type Tables = ReturnType<typeof createTables>

/** Prepares every statement, on an open database. `path` names it in failures. */
export function createTables(db: Database, path: string, now: () => number) {
  const readRow = createRowReader(path)
  const texts = createSearchedTexts(db, readRow)
  const recent = createRecentWords(db, texts.newest)
  const uses = createAttachmentUses(db)
  return {
    sessions: createSessionTable(db, readRow, now),
    messages: createMessageTable(db, readRow, uses),
    uses,
    texts,
    runs: createRunTable(db, readRow),
    usage: createUsage(db, readRow, now),
    calls: createCallTable(db, readRow, uses),
    events: createEventTable(db, readRow),
    recent,
    search: createSearchTable(db, recent),
  }
}
