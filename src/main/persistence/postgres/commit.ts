import { ParleyError } from '../../core/errors.ts'
import type { RunCommit } from '../../core/ports/stores.ts'
import type { Query } from './connection-pool.ts'
import { isThere, namedFirst } from './session-sql.ts'
import type { Tables } from './tables.ts'

interface PlaceRow {
  readonly key: number
  readonly hasRun: boolean
}

interface RunRow {
  readonly key: number
  readonly lastSeq: number
  readonly taken: boolean
}

// The session stays locked, so that of two processes one commits after the other. A run goes on where it began, though
// its session be in the trash or over meanwhile and the id belong to another one.
const lockSql = `
  select s.key, r.key is not null as "hasRun" from sessions s left join runs r on r.session_key = s.key and r.id = $2
  where s.id = $1 and (r.key is not null or ${isThere})
  order by (r.key is not null) desc, ${namedFirst} limit 1 for no key update of s`
// A statement of its own, so that it sees what was committed while the lock was waited for.
const runSql = `
  select r.key, coalesce((select max(e.seq) from run_events e where e.run_key = r.key), 0) as "lastSeq",
    coalesce(r.owner <> $3 and not pg_try_advisory_xact_lock(r.owner), false) as taken
  from runs r where r.session_key = $1 and r.id = $2`

/** Applies one commit within a transaction. `owner` is the number of this process. Throws `storage-failed`. */
export async function applyCommit(
  query: Query,
  tables: Tables,
  commit: RunCommit,
  owner: number,
): Promise<void> {
  expectOneSession(commit)
  const { run, events } = commit
  const session = await lockSession(query, tables, commit)
  const [stored] = await query<RunRow>(runSql, [session, run.id, owner])
  if (stored?.taken) throw refused(`run ${run.id} belongs to another process`)
  const lastSeq = stored?.lastSeq ?? 0
  const isRepeated = (events[0]?.seq ?? Number.POSITIVE_INFINITY) <= lastSeq
  if (stored && isRepeated && (await tables.events.has(query, stored.key, events))) return

  // The run and the messages come first: the rest refers to them.
  const keys = await tables.runs.put(query, session, [run], owner)
  const key = keys.get(run.id)
  if (key === undefined) throw refused(`run ${run.id} was not stored`)
  await tables.messages.put(query, session, commit.messages)
  await tables.calls.put(query, session, commit.calls)
  await tables.events.append(query, { id: run.id, key, lastSeq }, events)
  if (commit.session) await tables.sessions.advance(query, session, commit.session)
}

async function lockSession(query: Query, tables: Tables, { run, newSession }: RunCommit): Promise<number> {
  const lock = async () => (await query<PlaceRow>(lockSql, [run.sessionId, run.id]))[0]
  let place = await lock()
  if (newSession && !place?.hasRun) {
    await tables.sessions.create(query, newSession)
    place = await lock()
  }
  if (!place) throw refused(`session ${run.sessionId} is not there`)
  return place.key
}

function expectOneSession({ run, messages, calls }: RunCommit): void {
  const stray = [...messages, ...calls].find(({ sessionId }) => sessionId !== run.sessionId)
  if (stray) throw refused(`${stray.id} belongs to another session than run ${run.id}`)
}

function refused(detail: string): ParleyError {
  return new ParleyError('storage-failed', { params: { detail } })
}
