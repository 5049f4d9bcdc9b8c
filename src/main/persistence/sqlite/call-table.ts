import type { Database } from 'better-sqlite3'
import type { SessionId } from '../../../contract/id.ts'
import { toolCallRecordSchema, type ToolCallRecord } from '../../../contract/tool.ts'
import { fromJson, toJson, type ReadRow } from './stored-row.ts'

interface CallRow {
  readonly message_id: string
  readonly call_id: string
  readonly record: string
}

const putSql = `
  insert into tool_calls (message_id, call_id, run_id, session_id, status, record)
  values (@messageId, @id, @runId, @sessionId, @status, @record)
  on conflict (message_id, call_id) do update set
    run_id = excluded.run_id, session_id = excluded.session_id, status = excluded.status,
    record = excluded.record`
const listSql = 'select message_id, call_id, record from tool_calls where session_id = ? order by position'

/** The tool calls of all sessions. The record is JSON, since texts from outside may hold what a TEXT column loses. */
export function createCallTable(db: Database, readRow: ReadRow) {
  const put = db.prepare(putSql)
  const list = db.prepare<[string], CallRow>(listSql)
  return {
    put(call: ToolCallRecord): void {
      const { messageId, id, runId, sessionId, status } = call
      put.run({ messageId, id, runId, sessionId, status, record: toJson(call) })
    },
    listBySession: (sessionId: SessionId): readonly ToolCallRecord[] =>
      list
        .all(sessionId)
        .map(({ message_id, call_id, record }) =>
          readRow(toolCallRecordSchema, `tool call ${call_id} of message ${message_id}`, () =>
            fromJson(record),
          ),
        ),
  }
}
