import type { RunId } from '../../../contract/id.ts'
import { runEventSchema, type RunEvent } from '../../../contract/run-event.ts'
import { ParleyError } from '../../core/errors.ts'
import type { ReadRow } from '../stored-row.ts'
import type { Query } from './connection-pool.ts'
import { jsonRows } from './json-rows.ts'
import { namedFirst } from './session-sql.ts'

interface EventRow {
  readonly seq: number
  readonly id: string
  readonly event: unknown
}

const appendSql = `
  insert into run_events (run_key, seq, event)
  select $1, (j ->> 'seq')::integer, j from jsonb_array_elements($2::jsonb) as given (j)`
const sameSql = `
  select e.seq from jsonb_array_elements($2::jsonb) as given (j)
  join run_events e on e.run_key = $1 and e.seq = (j ->> 'seq')::integer and e.event = j`
const readSql = `
  select e.seq, $1::text as id, e.event from run_events e
  where e.seq > $2 and e.run_key = (
    select r.key from runs r join sessions s on s.key = r.session_key
    where r.id = $1 order by ${namedFirst} limit 1
  ) order by e.seq`
const listSql = `
  select e.seq, r.id, e.event from run_events e join runs r on r.key = e.run_key
  where r.session_key = $1 order by r.key, e.seq`

/** The journal. Rows are only ever added: a run that has ended can be watched again from any of its events. */
export function createEventTable(readRow: ReadRow) {
  const eventOf = ({ seq, id, event }: EventRow): RunEvent =>
    readRow(runEventSchema, `event ${seq} of run ${id}`, () => event)

  return {
    /** True when all of these events are stored as they are. */
    async has(query: Query, runKey: number, events: readonly RunEvent[]): Promise<boolean> {
      let same = 0
      for (const batch of jsonRows(events)) same += (await query(sameSql, [runKey, batch])).length
      return same === events.length
    },
    /** Throws `storage-failed` when the events do not follow what is there: a journal with a gap is none. */
    async append(query: Query, run: OpenJournal, events: readonly RunEvent[]): Promise<void> {
      let seq = run.lastSeq
      for (const event of events) {
        seq += 1
        if (event.seq !== seq || event.runId !== run.id) throw misplaced(run.id, event, seq)
      }
      for (const batch of jsonRows(events)) await query(appendSql, [run.key, batch])
    },
    async read(query: Query, runId: RunId, afterSeq: number): Promise<readonly RunEvent[]> {
      return (await query<EventRow>(readSql, [runId, afterSeq])).map(eventOf)
    },
    /** The events of a session, by run and number. */
    async listByKey(query: Query, sessionOfRuns: number): Promise<readonly RunEvent[]> {
      return (await query<EventRow>(listSql, [sessionOfRuns])).map(eventOf)
    },
  }
}

/** A run and the number of its last event; 0 when it has none. */
export interface OpenJournal {
  readonly id: RunId
  readonly key: number
  readonly lastSeq: number
}

function misplaced(runId: RunId, event: RunEvent, expected: number): ParleyError {
  const detail = `event ${event.seq} of run ${event.runId} cannot be number ${expected} of run ${runId}`
  return new ParleyError('storage-failed', { params: { detail } })
}
