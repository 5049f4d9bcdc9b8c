import type { RunId, SessionId } from '../../../contract/id.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { ParleyError } from '../../core/errors.ts'
import type { Query } from './connection-pool.ts'
import type { FoundSession } from './session-table.ts'
import type { Tables } from './tables.ts'

/** Reads a session with all that belongs to it. The transaction of the caller makes it one moment. */
export async function readBundle(
  query: Query,
  tables: Tables,
  id: SessionId,
): Promise<SessionBundle | undefined> {
  return bundleOf(query, tables, await tables.sessions.find(query, id))
}

/** The same for every session, one after the other. `ask` runs its work in such a transaction. */
export async function* readBundles(ask: Ask, tables: Tables): AsyncGenerator<SessionBundle> {
  for (const key of await ask((query) => tables.sessions.keys(query))) {
    const bundle = await ask(async (query) =>
      bundleOf(query, tables, await tables.sessions.findByKey(query, key)),
    )
    if (bundle) yield bundle
  }
}

type Ask = <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>

async function bundleOf(
  query: Query,
  tables: Tables,
  found: FoundSession | undefined,
): Promise<SessionBundle | undefined> {
  if (!found) return undefined
  const { key, session } = found
  return {
    session,
    messages: await tables.messages.listByKey(query, key),
    runs: await tables.runs.listByKey(query, key),
    calls: await tables.calls.listByKey(query, key),
    events: await tables.events.listByKey(query, key),
  }
}

/** Writes a session with all that belongs to it; false when its id is taken. Its open runs belong to nobody. */
export async function writeBundle(query: Query, tables: Tables, bundle: SessionBundle): Promise<boolean> {
  expectOneSession(bundle)
  const key = await tables.sessions.create(query, bundle.session)
  if (key === undefined) return false
  await expectNoStranger(query, key, 'messages', bundle.messages)
  await expectNoStranger(query, key, 'runs', bundle.runs)
  const runs = await tables.runs.put(query, key, bundle.runs, undefined)
  await tables.messages.put(query, key, bundle.messages)
  await tables.calls.put(query, key, bundle.calls)
  for (const [id, events] of eventsByRun(bundle.events)) {
    const runKey = runs.get(id)
    if (runKey === undefined) throw refused(`the events of run ${id} come without it`)
    await tables.events.append(query, { id, key: runKey, lastSeq: 0 }, events)
  }
  return true
}

function eventsByRun(events: readonly RunEvent[]): ReadonlyMap<RunId, readonly RunEvent[]> {
  return Map.groupBy(events, ({ runId }) => runId)
}

function expectOneSession({ session, messages, runs, calls }: SessionBundle): void {
  const stray = [...messages, ...runs, ...calls].find(({ sessionId }) => sessionId !== session.id)
  if (stray) throw refused(`${stray.id} belongs to another session than ${session.id}`)
}

// An id names one message or run for everybody who has no session at hand, such as a link.
async function expectNoStranger(
  query: Query,
  key: number,
  table: 'messages' | 'runs',
  rows: readonly { readonly id: string }[],
): Promise<void> {
  const sql = `select id from ${table} where id = any($1) and session_key <> $2 limit 1`
  const [taken] = await query<{ readonly id: string }>(sql, [rows.map(({ id }) => id), key])
  if (taken) throw refused(`${taken.id} belongs to another session`)
}

function refused(detail: string): ParleyError {
  return new ParleyError('storage-failed', { params: { detail } })
}
