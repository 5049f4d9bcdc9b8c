import type { SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { toolCallRecordSchema, type ToolCallRecord } from '../../../contract/tool.ts'
import type { ReadRow } from '../stored-row.ts'
import { attachmentTable } from './attachment-table.ts'
import type { Query } from './connection-pool.ts'
import { jsonRows } from './json-rows.ts'
import { sessionKey } from './session-sql.ts'

interface CallRow {
  readonly message_id: string
  readonly call_id: string
  readonly record: unknown
}

const putSql = `
  insert into tool_calls (session_key, message_id, call_id, run_id, status, record)
  select $1, j ->> 'messageId', j ->> 'id', j ->> 'runId', j ->> 'status', j
  from jsonb_array_elements($2::jsonb) with ordinality as given (j, place) order by place
  on conflict (session_key, message_id, call_id) do update set
    run_id = excluded.run_id, status = excluded.status, record = excluded.record`
const listSql = (sessionKeySql: string) =>
  `select message_id, call_id, record from tool_calls where session_key = ${sessionKeySql} order by key`

const ofMessagesSql = `
  select message_id, call_id, record from tool_calls
  where session_key = ${sessionKey('$1')} and message_id = any($2::text[]) order by key`

/** The tool calls of all sessions. */
export function createCallTable(readRow: ReadRow) {
  const callOf = ({ message_id, call_id, record }: CallRow): ToolCallRecord =>
    readRow(toolCallRecordSchema, `tool call ${call_id} of message ${message_id}`, () => record)

  return {
    /** Stores or replaces calls of one session. */
    async put(query: Query, sessionOfCalls: number, calls: readonly ToolCallRecord[]): Promise<void> {
      // One statement may not write a row twice: the last word of each call counts, at the place of its first.
      const last = new Map(calls.map((call) => [`${call.messageId} ${call.id}`, call]))
      for (const batch of jsonRows([...last.values()])) await query(putSql, [sessionOfCalls, batch])
      const kept = calls.flatMap(({ whole }) => whole?.hash ?? [])
      await attachmentTable.note(query, sessionOfCalls, kept)
    },
    async listBySession(query: Query, id: SessionId): Promise<readonly ToolCallRecord[]> {
      return (await query<CallRow>(listSql(sessionKey('$1')), [id])).map(callOf)
    },
    async ofMessages(query: Query, messages: readonly Message[]): Promise<readonly ToolCallRecord[]> {
      const [first] = messages
      if (!first) return []
      const ids = messages.map(({ id }) => id)
      return (await query<CallRow>(ofMessagesSql, [first.sessionId, ids])).map(callOf)
    },
    async listByKey(query: Query, key: number): Promise<readonly ToolCallRecord[]> {
      return (await query<CallRow>(listSql('$1'), [key])).map(callOf)
    },
  }
}
