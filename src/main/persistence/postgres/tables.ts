import { createRowReader } from '../stored-row.ts'
import { createCallTable } from './call-table.ts'
import { createEventTable } from './event-table.ts'
import { createMessageTable } from './message-table.ts'
import { createRunTable } from './run-table.ts'
import { createSessionTable } from './session-table.ts'

export type Tables = ReturnType<typeof createTables>

/** All tables. `path` names the database in failures. */
export function createTables(path: string) {
  const readRow = createRowReader(path)
  return {
    sessions: createSessionTable(readRow),
    messages: createMessageTable(readRow),
    runs: createRunTable(readRow),
    calls: createCallTable(readRow),
    events: createEventTable(readRow),
  }
}
