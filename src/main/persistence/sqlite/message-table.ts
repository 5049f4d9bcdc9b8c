import type { Database } from 'better-sqlite3'
import type { MessageId } from '../../../contract/id.ts'
import { messageSchema, type Message } from '../../../contract/message.ts'
import { ParleyError } from '../../core/errors.ts'
import { fromJson, toJson, withoutNulls, type ReadRow } from '../stored-row.ts'
import type { SessionKey } from './session-table.ts'

interface MessageRow {
  readonly id: string
  readonly session_id: string
  readonly parent_id: string | null
  readonly role: string
  readonly parts: string
  readonly run_id: string | null
  readonly finish_reason: string | null
  readonly usage: string | null
  readonly model: string | null
  readonly provider: string | null
  readonly created_at: number
}

// A message keeps its place in the tree: were it to move, a path could run in a circle.
const putSql = `
  insert into messages
    (position, id, session_key, parent_id, role, parts, run_id, finish_reason, usage, model, provider, created_at)
  values
    ((select coalesce(max(position), 0) + 1 from messages), @id, @key, @parentId, @role, @parts, @runId, @finishReason, @usage, @model, @provider, @createdAt)
  on conflict (id) do update set
    role = excluded.role, parts = excluded.parts, run_id = excluded.run_id,
    finish_reason = excluded.finish_reason, usage = excluded.usage, model = excluded.model,
    provider = excluded.provider, created_at = excluded.created_at
  where session_key = excluded.session_key and parent_id is excluded.parent_id
  returning position`
const pathSql = `
  with recursive path (id, parent_id, depth) as (
    select id, parent_id, 0 from messages where id = ?
    union all
    select messages.id, messages.parent_id, depth + 1 from messages join path on messages.id = path.parent_id
  )
  select messages.*, sessions.id as session_id
  from path join messages using (id) join sessions on sessions.key = session_key order by depth desc`
const readSql =
  'select messages.*, sessions.id as session_id from messages join sessions on sessions.key = session_key'

/** The messages of all sessions. */
export function createMessageTable(db: Database, readRow: ReadRow) {
  const put = db.prepare<[object], number>(putSql).pluck()
  const select = db.prepare<[string], MessageRow>(`${readSql} where messages.id = ?`)
  const bySession = db.prepare<[string], MessageRow>(`${readSql} where session_key = ? order by position`)
  const positions = db
    .prepare<[string], number>('select position from messages where session_key = ?')
    .pluck()
  const remove = db.prepare<[string]>('delete from messages where session_key = ?')
  const path = db.prepare<[string], MessageRow>(pathSql)
  const messageOf = (row: MessageRow) =>
    readRow(messageSchema, `message ${row.id}`, () => messageContentOf(row))

  return {
    /** Gives the message's position in the order of all messages. */
    put(message: Message, key: SessionKey): number {
      const position = put.get({ key, ...parametersOf(message) })
      if (position !== undefined) return position
      const detail = `message ${message.id} has another place in the tree`
      throw new ParleyError('storage-failed', { params: { detail } })
    },
    get(id: MessageId): Message | undefined {
      const row = select.get(id)
      return row && messageOf(row)
    },
    listBySession: (key: SessionKey): readonly Message[] => bySession.all(key).map(messageOf),
    positions: (key: SessionKey): readonly number[] => positions.all(key),
    remove: (key: SessionKey): void => void remove.run(key),
    path: (leafId: MessageId): readonly Message[] => path.all(leafId).map(messageOf),
  }
}

function parametersOf(message: Message): object {
  return {
    id: message.id,
    parentId: message.parentId,
    role: message.role,
    parts: toJson(message.parts),
    runId: message.runId ?? null,
    finishReason: message.finishReason ?? null,
    usage: toJson(message.usage),
    model: message.model ?? null,
    provider: message.provider ?? null,
    createdAt: message.createdAt,
  }
}

/** What a row says, to be read through the contract. */
export function messageContentOf(row: MessageRow): unknown {
  return {
    id: row.id,
    sessionId: row.session_id,
    parentId: row.parent_id,
    role: row.role,
    parts: fromJson(row.parts),
    createdAt: row.created_at,
    ...withoutNulls({
      runId: row.run_id,
      finishReason: row.finish_reason,
      usage: fromJson(row.usage),
      model: row.model,
      provider: row.provider,
    }),
  }
}
