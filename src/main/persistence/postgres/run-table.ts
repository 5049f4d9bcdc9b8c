import type { RunId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { SessionCost, UsageQuery } from '../../../contract/money.ts'
import { isEnded, runSchema, type Run } from '../../../contract/run.ts'
import { withoutNulls, type ReadRow } from '../stored-row.ts'
import type { Query } from './connection-pool.ts'
import { jsonRows } from './json-rows.ts'
import { namedFirst, sessionKey } from './session-sql.ts'
import { usageBySession } from './usage.ts'

interface RunRow {
  readonly id: string
}

const fields = `
  r.id, s.id as "sessionId", r.user_message_id as "userMessageId", r.status, r.options, r.usage, r.cost, r.failure,
  r.incomplete_reason as "incompleteReason", r.required_action as "requiredAction", r.created_at as "createdAt",
  r.ended_at as "endedAt"`
const putSql = `
  insert into runs
    (session_key, id, user_message_id, status, ended, owner, options, usage, cost, failure, incomplete_reason,
     required_action, created_at, ended_at)
  select $1, j ->> 'id', j ->> 'userMessageId', j ->> 'status', (j -> 'ended')::boolean, $2, j -> 'options',
    j -> 'usage', (j ->> 'cost')::double precision, j -> 'failure', j ->> 'incompleteReason', j -> 'requiredAction',
    (j ->> 'createdAt')::bigint, (j ->> 'endedAt')::bigint
  from jsonb_array_elements($3::jsonb) with ordinality as given (j, place) order by place
  on conflict (session_key, id) do update set
    user_message_id = excluded.user_message_id, status = excluded.status, ended = excluded.ended,
    owner = excluded.owner, options = excluded.options, usage = excluded.usage, cost = excluded.cost,
    failure = excluded.failure, incomplete_reason = excluded.incomplete_reason,
    required_action = excluded.required_action, created_at = excluded.created_at, ended_at = excluded.ended_at
  returning key, id`
const getSql = `
  select ${fields} from runs r join sessions s on s.key = r.session_key
  where r.id = $1 order by ${namedFirst} limit 1`
const listSql = (sessionKeySql: string) => `
  select ${fields} from runs r join sessions s on s.key = r.session_key
  where r.session_key = ${sessionKeySql} order by r.key`
// Each half has an index of its own; for both at once the planner may walk through all runs of the session.
const ofMessagesSql = `
  with named as materialized (select ${sessionKey('$1')} as key)
  select ${fields} from runs r join sessions s on s.key = r.session_key
  where r.key in (
    select asked.key from named join runs asked on asked.session_key = named.key and asked.user_message_id = any($2::text[])
    union
    select wrote.key from named join runs wrote on wrote.session_key = named.key and wrote.id = any($3::text[])
  ) order by r.key`
const costSql = `
  select count(*)::integer as runs, count(r.cost)::integer as priced, coalesce(sum(r.cost), 0) as cost
  from runs r where r.session_key = ${sessionKey('$1')}`
// Whoever gets the lock of an owner knows that the owner is gone, and keeps the others away until all is claimed. A run
// that another process claims meanwhile has another owner when this statement comes to it, and is left alone.
const claimSql = `
  with owners as materialized (
    select distinct owner from runs where not ended and owner <> $1
  ), gone as materialized (
    select owner from owners where pg_try_advisory_xact_lock(owner)
  ), claimed as (
    update runs set owner = $1
    where not ended and (owner is null or owner = $1 or owner in (select owner from gone)) returning *
  )
  select ${fields} from claimed r join sessions s on s.key = r.session_key order by r.key`

/** The runs of all sessions. A run belongs to the process whose number is its owner, while that process lives. */
export function createRunTable(readRow: ReadRow) {
  const runOf = (row: RunRow): Run => readRow(runSchema, `run ${row.id}`, () => withoutNulls({ ...row }))

  return {
    /** Stores or replaces runs of one session. Gives their keys by id. */
    async put(query: Query, sessionOfRuns: number, runs: readonly Run[], owner: number | undefined) {
      const keys = new Map<string, number>()
      for (const batch of jsonRows(runs.map((run) => ({ ...run, ended: isEnded(run.status) })))) {
        const rows = await query<{ key: number; id: string }>(putSql, [sessionOfRuns, owner ?? null, batch])
        for (const { key, id } of rows) keys.set(id, key)
      }
      return keys
    },
    async get(query: Query, id: RunId): Promise<Run | undefined> {
      const [row] = await query<RunRow>(getSql, [id])
      return row && runOf(row)
    },
    async claimOpen(query: Query, owner: number): Promise<readonly Run[]> {
      return (await query<RunRow>(claimSql, [owner])).map(runOf)
    },
    async listBySession(query: Query, id: SessionId): Promise<readonly Run[]> {
      return (await query<RunRow>(listSql(sessionKey('$1')), [id])).map(runOf)
    },
    async ofMessages(query: Query, messages: readonly Message[]): Promise<readonly Run[]> {
      const [first] = messages
      if (!first) return []
      const wrote = [...new Set(messages.flatMap(({ runId }) => runId ?? []))]
      const ids = messages.map(({ id }) => id)
      return (await query<RunRow>(ofMessagesSql, [first.sessionId, ids, wrote])).map(runOf)
    },
    async costOf(query: Query, id: SessionId): Promise<SessionCost> {
      const [row] = await query<SessionCost>(costSql, [id])
      return row ?? { runs: 0, priced: 0, cost: 0 }
    },
    usageBySession: (query: Query, asked: UsageQuery) => usageBySession(query, readRow, asked),
    async listByKey(query: Query, key: number): Promise<readonly Run[]> {
      return (await query<RunRow>(listSql('$1'), [key])).map(runOf)
    },
  }
}
