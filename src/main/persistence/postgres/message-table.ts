import type { MessageId } from '../../../contract/id.ts'
import { contentHashesIn, messageSchema, type Message } from '../../../contract/message.ts'
import { searchableText } from '../../../contract/search.ts'
import { ParleyError } from '../../core/errors.ts'
import { withoutNulls, type ReadRow } from '../stored-row.ts'
import { attachmentTable } from './attachment-table.ts'
import type { Query } from './connection-pool.ts'
import { gramsOf, saidOf } from './grams.ts'
import { jsonRows } from './json-rows.ts'
import { namedFirst } from './session-sql.ts'

interface MessageRow {
  readonly id: string
}

interface IdRow {
  readonly id: MessageId
}

interface IdsRow {
  readonly ids: readonly MessageId[]
}

const fields = `
  m.id, s.id as "sessionId", m.parent_id as "parentId", m.role, m.parts, m.run_id as "runId",
  m.finish_reason as "finishReason", m.usage, m.model, m.provider, m.created_at as "createdAt", m.wire`
// A message keeps its place in the tree: were it to move, a path could run in a circle.
const putSql = `
  insert into messages
    (session_key, id, parent_id, role, parts, run_id, finish_reason, usage, model, provider, created_at, wire, said, grams)
  select $1, j ->> 'id', j ->> 'parentId', j ->> 'role', j -> 'parts', j ->> 'runId', j ->> 'finishReason',
    j -> 'usage', j ->> 'model', j ->> 'provider', (j ->> 'createdAt')::bigint, j -> 'wire', j ->> 'said',
    array(select jsonb_array_elements_text(j -> 'grams')::integer)
  from jsonb_array_elements($2::jsonb) with ordinality as given (j, place) order by place
  on conflict (session_key, id) do update set
    role = excluded.role, parts = excluded.parts, run_id = excluded.run_id,
    finish_reason = excluded.finish_reason, usage = excluded.usage, model = excluded.model,
    provider = excluded.provider, created_at = excluded.created_at, wire = excluded.wire, said = excluded.said, grams = excluded.grams
  where messages.parent_id is not distinct from excluded.parent_id
  returning id`
const getSql = `
  select ${fields} from messages m join sessions s on s.key = m.session_key
  where m.id = $1 order by ${namedFirst} limit 1`
const pathSql = `
  with recursive path (session_key, id, parent_id, depth) as (
    (select m.session_key, m.id, m.parent_id, 0 from messages m join sessions s on s.key = m.session_key
     where m.id = $1 order by ${namedFirst} limit 1)
    union all
    select m.session_key, m.id, m.parent_id, depth + 1
    from path join messages m on m.session_key = path.session_key and m.id = path.parent_id
    where $2::integer is null or depth + 1 < $2
  )
  select ${fields} from path join messages m using (session_key, id) join sessions s on s.key = m.session_key
  order by depth desc`
const pathIdsSql = `
  with recursive path (session_key, id, parent_id, depth) as (
    (select m.session_key, m.id, m.parent_id, 0 from messages m join sessions s on s.key = m.session_key
     where m.id = $1 order by ${namedFirst} limit 1)
    union all
    select m.session_key, m.id, m.parent_id, depth + 1
    from path join messages m on m.session_key = path.session_key and m.id = path.parent_id
  )
  select id from path order by depth desc`
// A summary stands beside the path; see `summaryIdOf`.
const newestLeafSql = `
  with recursive branch (session_key, id, depth) as (
    (select m.session_key, m.id, 0 from messages m join sessions s on s.key = m.session_key
     where m.id = $1 order by ${namedFirst} limit 1)
    union all
    select branch.session_key, child.id, depth + 1 from branch cross join lateral (
      select m.id from messages m where m.session_key = branch.session_key and m.parent_id = branch.id
        and m.id not like '%.summary'
      order by m.key desc limit 1
    ) child
  )
  select id from branch order by depth desc limit 1`
const branchesSql = `
  select array_agg(child.id order by child.key) as ids
  from (select distinct parent_id, session_key from messages
        where session_key = (select m.session_key from messages m join sessions s on s.key = m.session_key
          where m.id = $1 order by ${namedFirst} limit 1) and id = any($2::text[])) place
    join messages child on child.session_key = place.session_key
      and child.parent_id is not distinct from place.parent_id
  where child.id not like '%.summary'
  group by place.parent_id having count(*) > 1`
const listSql = `
  select ${fields} from messages m join sessions s on s.key = m.session_key where m.session_key = $1 order by m.key`

/** The messages of all sessions. */
export function createMessageTable(readRow: ReadRow) {
  const messageOf = (row: MessageRow): Message =>
    readRow(messageSchema, `message ${row.id}`, () => ({ parentId: null, ...withoutNulls({ ...row }) }))

  return {
    /** Stores or replaces messages of one session, parents before their children. */
    async put(query: Query, sessionOfMessages: number, messages: readonly Message[]): Promise<void> {
      // One statement may not write a row twice: the last word of each message counts, at the place of its first.
      const last = [...new Map(messages.map((message) => [message.id, message])).values()]
      expectParentsFirst(last)
      const written = new Set<string>()
      for (const batch of jsonRows(last.map(rowOf))) {
        for (const { id } of await query<MessageRow>(putSql, [sessionOfMessages, batch])) written.add(id)
      }
      const moved = last.find(({ id }) => !written.has(id))
      if (moved) throw misplaced(moved, 'has another place in the tree')
      await attachmentTable.note(
        query,
        sessionOfMessages,
        last.flatMap(({ parts }) => contentHashesIn(parts)),
      )
    },
    async get(query: Query, id: MessageId): Promise<Message | undefined> {
      const [row] = await query<MessageRow>(getSql, [id])
      return row && messageOf(row)
    },
    async path(query: Query, leafId: MessageId, limit?: number): Promise<readonly Message[]> {
      return (await query<MessageRow>(pathSql, [leafId, limit ?? null])).map(messageOf)
    },
    async pathIds(query: Query, leafId: MessageId): Promise<readonly MessageId[]> {
      return (await query<IdRow>(pathIdsSql, [leafId])).map(({ id }) => id)
    },
    async newestLeaf(query: Query, id: MessageId): Promise<MessageId | undefined> {
      return (await query<IdRow>(newestLeafSql, [id]))[0]?.id
    },
    async branches(query: Query, messages: readonly Message[]): Promise<readonly (readonly MessageId[])[]> {
      const ids = messages.map(({ id }) => id)
      const [first] = ids
      if (first === undefined) return []
      return (await query<IdsRow>(branchesSql, [first, ids])).map((row) => row.ids)
    },
    async listByKey(query: Query, key: number): Promise<readonly Message[]> {
      return (await query<MessageRow>(listSql, [key])).map(messageOf)
    },
  }
}

function rowOf(message: Message): object {
  const said = saidOf(searchableText(message))
  return { ...message, said, grams: gramsOf(said) }
}

// Only what is stored already, or stands before it, can be a parent: so no chain of parents comes back to itself.
function expectParentsFirst(messages: readonly Message[]): void {
  const later = new Set<string>(messages.map(({ id }) => id))
  for (const message of messages) {
    if (message.parentId !== null && later.has(message.parentId)) {
      throw misplaced(message, 'stands before its parent')
    }
    later.delete(message.id)
  }
}

function misplaced(message: Message, what: string): ParleyError {
  return new ParleyError('storage-failed', { params: { detail: `message ${message.id} ${what}` } })
}
