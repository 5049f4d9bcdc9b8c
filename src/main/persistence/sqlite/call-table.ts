import type { Database } from 'better-sqlite3'
import { toolCallRecordSchema, type ToolCallRecord } from '../../../contract/tool.ts'
import { fromJson, toJson, type ReadRow } from '../stored-row.ts'
import type { createAttachmentUses } from './attachment-uses.ts'
import { listed } from './listed.ts'
import type { Listed, Stretch } from './protocol.ts'
import type { SessionKey } from './session-table.ts'

interface CallRow {
  readonly position: number
  readonly message_id: string
  readonly call_id: string
  readonly record: string
}

const putSql = `
  insert into tool_calls (message_id, call_id, run_id, session_key, status, record)
  values (@messageId, @id, @runId, @key, @status, @record)
  on conflict (message_id, call_id) do update set
    run_id = excluded.run_id, session_key = excluded.session_key, status = excluded.status,
    record = excluded.record`
const listSql = `
  select position, message_id, call_id, record from tool_calls
  where session_key = @key and position > @after order by position limit @limit`

// Not by the index over the session, which would be a walk through all of its calls.
const ofMessagesSql = `
  select position, message_id, call_id, record from tool_calls
  where +session_key = @key and message_id in (select value from json_each(@messageIds)) order by position`

/** The tool calls of all sessions. The record is JSON, since texts from outside may hold what a TEXT column loses. */
export function createCallTable(
  db: Database,
  readRow: ReadRow,
  uses: Pick<ReturnType<typeof createAttachmentUses>, 'note'>,
) {
  const put = db.prepare(putSql)
  const list = db.prepare<[object], CallRow>(listSql)
  const ofMessages = db.prepare<[object], CallRow>(ofMessagesSql)
  const remove = db.prepare<[string]>('delete from tool_calls where session_key = ?')
  const callOf = ({ message_id, call_id, record }: CallRow) =>
    readRow(toolCallRecordSchema, `tool call ${call_id} of message ${message_id}`, () => fromJson(record))
  return {
    put(call: ToolCallRecord, key: SessionKey): void {
      const { messageId, id, runId, status } = call
      put.run({ key, messageId, id, runId, status, record: toJson(call) })
      if (call.whole) uses.note([call.whole.hash], key)
    },
    remove: (key: SessionKey): void => void remove.run(key),
    listBySession: (key: SessionKey): readonly ToolCallRecord[] =>
      list.all({ key, after: 0, limit: -1 }).map(callOf),
    ofMessages: (key: SessionKey, messageIds: readonly string[]): readonly ToolCallRecord[] =>
      ofMessages.all({ key, messageIds: JSON.stringify(messageIds) }).map(callOf),
    listStretch: (stretch: Stretch): Listed<ToolCallRecord> => listed(list.all(stretch), stretch, callOf),
  }
}
