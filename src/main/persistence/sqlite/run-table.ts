import type { Database } from 'better-sqlite3'
import type { RunId } from '../../../contract/id.ts'
import type { SessionCost } from '../../../contract/money.ts'
import { isEnded, runSchema, type Run } from '../../../contract/run.ts'
import { ParleyError } from '../../core/errors.ts'
import { fromJson, toJson, withoutNulls, type ReadRow } from '../stored-row.ts'
import { listed } from './listed.ts'
import type { Listed, Stretch } from './protocol.ts'
import type { SessionKey } from './session-table.ts'

interface RunRow {
  readonly position: number
  readonly id: string
  readonly session_id: string
  readonly user_message_id: string
  readonly status: string
  readonly options: string
  readonly usage: string
  readonly cost: number | null
  readonly failure: string | null
  readonly incomplete_reason: string | null
  readonly required_action: string | null
  readonly created_at: number
  readonly ended_at: number | null
}

const putSql = `
  insert into runs
    (id, session_key, user_message_id, status, ended, options, usage, cost, failure, incomplete_reason,
     required_action, created_at, ended_at)
  values
    (@id, @key, @userMessageId, @status, @ended, @options, @usage, @cost, @failure, @incompleteReason,
     @requiredAction, @createdAt, @endedAt)
  on conflict (id) do update set
    user_message_id = excluded.user_message_id, status = excluded.status,
    ended = excluded.ended, options = excluded.options, usage = excluded.usage, cost = excluded.cost,
    failure = excluded.failure, incomplete_reason = excluded.incomplete_reason,
    required_action = excluded.required_action, created_at = excluded.created_at, ended_at = excluded.ended_at
  where session_key = excluded.session_key`
// Not by the index over the session, which would be a walk through all of its runs.
const ofMessagesWhere = `
  where +session_key = @key and position in (
    select position from runs where user_message_id in (select value from json_each(@messageIds))
    union select position from runs where id in (select value from json_each(@runIds))
  ) order by position`
const costSql = `
  select count(*) as runs, count(cost) as priced, coalesce(sum(cost), 0) as cost from runs where session_key = ?`
const readSql =
  'select runs.*, sessions.id as session_id from runs join sessions on sessions.key = session_key'

/** The runs of all sessions. */
export function createRunTable(db: Database, readRow: ReadRow) {
  const put = db.prepare(putSql)
  const keyOf = db.prepare<[string], SessionKey>('select session_key from runs where id = ?').pluck()
  const select = db.prepare<[string], RunRow>(`${readSql} where runs.id = ?`)
  const open = db.prepare<[], RunRow>(`${readSql} where ended = 0 order by position`)
  const bySession = db.prepare<[object], RunRow>(
    `${readSql} where session_key = @key and position > @after order by position limit @limit`,
  )
  const ofMessages = db.prepare<[object], RunRow>(`${readSql} ${ofMessagesWhere}`)
  const cost = db.prepare<[string], SessionCost>(costSql)
  const remove = db.prepare<[string]>('delete from runs where session_key = ?')
  const runOf = (row: RunRow) => readRow(runSchema, `run ${row.id}`, () => runContentOf(row))

  return {
    put(run: Run, key: SessionKey): void {
      if (put.run({ key, ...parametersOf(run) }).changes === 1) return
      const detail = `run ${run.id} belongs to another session`
      throw new ParleyError('storage-failed', { params: { detail } })
    },
    /** The session that a run belongs to, whatever became of its id. */
    keyOf: (id: RunId): SessionKey | undefined => keyOf.get(id),
    get(id: RunId): Run | undefined {
      const row = select.get(id)
      return row && runOf(row)
    },
    listOpen: (): readonly Run[] => open.all().map(runOf),
    listBySession: (key: SessionKey): readonly Run[] =>
      bySession.all({ key, after: 0, limit: -1 }).map(runOf),
    listStretch: (stretch: Stretch): Listed<Run> => listed(bySession.all(stretch), stretch, runOf),
    /** Those that answer one of the messages, and those named. */
    ofMessages: (key: SessionKey, messageIds: readonly string[], runIds: readonly string[]): readonly Run[] =>
      ofMessages
        .all({ key, messageIds: JSON.stringify(messageIds), runIds: JSON.stringify(runIds) })
        .map(runOf),
    costOf: (key: SessionKey | undefined): SessionCost =>
      cost.get(key ?? '') ?? { runs: 0, priced: 0, cost: 0 },
    remove: (key: SessionKey): void => void remove.run(key),
  }
}

function parametersOf(run: Run): object {
  return {
    id: run.id,
    userMessageId: run.userMessageId,
    status: run.status,
    ended: Number(isEnded(run.status)),
    options: toJson(run.options),
    usage: toJson(run.usage),
    cost: run.cost ?? null,
    failure: toJson(run.failure),
    incompleteReason: run.incompleteReason ?? null,
    requiredAction: toJson(run.requiredAction),
    createdAt: run.createdAt,
    endedAt: run.endedAt ?? null,
  }
}

/** What a row says, to be read through the contract. */
export function runContentOf(row: RunRow): unknown {
  return {
    id: row.id,
    sessionId: row.session_id,
    userMessageId: row.user_message_id,
    status: row.status,
    options: fromJson(row.options),
    usage: fromJson(row.usage),
    createdAt: row.created_at,
    ...withoutNulls({
      cost: row.cost,
      failure: fromJson(row.failure),
      incompleteReason: row.incomplete_reason,
      requiredAction: fromJson(row.required_action),
      endedAt: row.ended_at,
    }),
  }
}
