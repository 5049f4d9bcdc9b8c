import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { messageIdSchema, type MessageId } from '../../../contract/id.ts'
import { contentHashesIn, messageSchema, type Message } from '../../../contract/message.ts'
import { ParleyError } from '../../core/errors.ts'
import type { createAttachmentUses } from './attachment-uses.ts'
import { fromJson, toJson, withoutNulls, type ReadRow } from '../stored-row.ts'
import { messageColumns } from './message-page.ts'
import { pageQuery, type PageText } from './page-text.ts'
import type { SessionKey } from './session-table.ts'

const idsSchema = z.array(messageIdSchema)

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
  /** Absent in a database that was made before there were notes. */
  readonly wire?: string | null
}

// A position is not given again while the indexes of search still hold what stood there before.
// A message keeps its place in the tree: were it to move, a path could run in a circle.
const putSql = `
  insert into messages
    (position, id, session_key, parent_id, role, parts, run_id, finish_reason, usage, model, provider, created_at, wire)
  values
    ((select 1 + max(
      (select coalesce(max(position), 0) from messages),
      (select coalesce(max(position), 0) from search_removals))), @id, @key, @parentId, @role, @parts, @runId, @finishReason, @usage, @model, @provider, @createdAt, @wire)
  on conflict (id) do update set
    role = excluded.role, parts = excluded.parts, run_id = excluded.run_id,
    finish_reason = excluded.finish_reason, usage = excluded.usage, model = excluded.model,
    provider = excluded.provider, created_at = excluded.created_at, wire = excluded.wire
  where session_key = excluded.session_key and parent_id is excluded.parent_id
  returning position`
const pathSql = `
  with recursive path (at, parent_id, depth) as (
    select rowid, parent_id, 0 from messages where id = @leafId
    union all
    select messages.rowid, messages.parent_id, depth + 1 from messages join path on messages.id = path.parent_id
    limit @limit
  )
  select messages.*, sessions.id as session_id
  from path join messages on messages.rowid = at join sessions on sessions.key = session_key order by depth desc`
// Where nobody has branched, the messages before one are those that were stored before it: one walk along an index.
const newestSql = pageQuery({
  ...messageColumns,
  from: `
    from messages leaf
      join messages on messages.session_key = leaf.session_key and messages.position <= leaf.position
      join sessions on sessions.key = leaf.session_key
    where leaf.id = @leafId order by messages.position desc limit @limit`,
})
const pathIdsSql = `
  with recursive path (id, parent_id, depth) as (
    select id, parent_id, 0 from messages where id = @leafId
    union all
    select messages.id, messages.parent_id, depth + 1 from messages join path on messages.id = path.parent_id
  )
  select json_group_array(id) from (select id from path order by depth desc)`
// A summary stands beside the path; see `summaryIdOf`.
const newestLeafSql = `
  with recursive branch (id, depth) as (
    select id, 0 from messages where id = @id
    union all
    select messages.id, depth + 1 from branch join messages
      on messages.position = (
        select max(child.position) from messages child
        where child.parent_id = branch.id and child.id not like '%.summary')
  )
  select id from branch order by depth desc limit 1`
// The first of a session has no parent, and is looked for among those of its session alone.
const branchesSql = `
  select json_group_array(id) from (
    select child.id, child.parent_id, child.session_key from (
        select distinct parent_id, session_key from messages where id in (select value from json_each(?))
      ) place cross join messages child
        on child.parent_id = place.parent_id
        or (place.parent_id is null and child.parent_id is null and child.session_key = place.session_key)
    where child.id not like '%.summary' order by child.position
  )
  group by session_key, parent_id having count(*) > 1`
const readSql =
  'select messages.*, sessions.id as session_id from messages join sessions on sessions.key = session_key'

/** The messages of all sessions. */
export function createMessageTable(
  db: Database,
  readRow: ReadRow,
  uses: Pick<ReturnType<typeof createAttachmentUses>, 'note'>,
) {
  const put = db.prepare<[object], number>(putSql).pluck()
  const select = db.prepare<[string], MessageRow>(`${readSql} where messages.id = ?`)
  const bySession = db.prepare<[string], MessageRow>(`${readSql} where session_key = ? order by position`)
  const remove = db.prepare<[string]>('delete from messages where session_key = ?')
  const path = db.prepare<[object], MessageRow>(pathSql)
  const pathIds = db.prepare<[object], string>(pathIdsSql).pluck()
  const newestLeaf = db.prepare<[object], MessageId>(newestLeafSql).pluck()
  const branches = db.prepare<[string], string>(branchesSql).pluck()
  const newest = db.prepare<[object], PageText>(newestSql).pluck()
  const messageOf = (row: MessageRow) =>
    readRow(messageSchema, `message ${row.id}`, () => messageContentOf(row))

  return {
    /** Gives the message's position in the order of all messages. */
    put(message: Message, key: SessionKey): number {
      const position = put.get({ key, ...parametersOf(message) })
      if (position !== undefined) {
        uses.note(contentHashesIn(message.parts), key)
        return position
      }
      const detail = `message ${message.id} has another place in the tree`
      throw new ParleyError('storage-failed', { params: { detail } })
    },
    get(id: MessageId): Message | undefined {
      const row = select.get(id)
      return row && messageOf(row)
    },
    listBySession: (key: SessionKey): readonly Message[] => bySession.all(key).map(messageOf),
    remove: (key: SessionKey): void => void remove.run(key),
    /** Only the last `limit` of them, when there is one. */
    path: (leafId: MessageId, limit = -1): readonly Message[] => path.all({ leafId, limit }).map(messageOf),
    /** As a JSON array. */
    pathIds: (leafId: MessageId): string => pathIds.get({ leafId }) ?? '[]',
    newestLeaf: (id: MessageId): MessageId | undefined => newestLeaf.get({ id }),
    branches: (ids: readonly MessageId[]): readonly (readonly MessageId[])[] =>
      branches.all(JSON.stringify(ids)).map((text) => idsSchema.parse(JSON.parse(text))),
    /** What was stored last in the session up to a message, for `readMessagePage`. */
    newestText: (leafId: MessageId, limit: number): PageText => newest.get({ leafId, limit }) ?? '',
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
    wire: toJson(message.wire),
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
      wire: fromJson(row.wire ?? null),
    }),
  }
}
