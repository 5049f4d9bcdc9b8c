import type { Database } from 'better-sqlite3'
import type { RunId } from '../../../contract/id.ts'
import { runEventSchema, type RunEvent } from '../../../contract/run-event.ts'
import { ParleyError } from '../../core/errors.ts'
import { toJson, type ReadRow } from '../stored-row.ts'
import type { SessionKey } from './session-table.ts'

interface EventRow {
  readonly seq: number
  readonly event: string
}

/** The journal. Rows are only ever added: a run that has ended can be watched again from any of its events. */
export function createEventTable(db: Database, readRow: ReadRow) {
  const last = db.prepare<[string], number | null>('select max(seq) from run_events where run_id = ?').pluck()
  // One statement for all of a commit: each round trip into SQLite costs more than the row.
  const insert = db.prepare(
    "insert into run_events (run_id, seq, event) select ?, value ->> '$.seq', value from json_each(?)",
  )
  const after = db.prepare<[string, number], EventRow>(
    'select seq, event from run_events where run_id = ? and seq > ? order by seq',
  )
  const bySession = db.prepare<[string], EventRow & { run_id: string }>(
    `select run_id, seq, event from run_events join runs on runs.id = run_id
     where session_key = ? order by runs.position, seq`,
  )
  const remove = db.prepare<[string]>(
    'delete from run_events where run_id in (select id from runs where session_key = ?)',
  )
  const eventOf = (runId: string, { seq, event }: EventRow) =>
    readRow(runEventSchema, `event ${seq} of run ${runId}`, () => JSON.parse(event))
  const read = (runId: RunId, afterSeq: number): readonly RunEvent[] =>
    after.all(runId, afterSeq).map((row) => eventOf(runId, row))

  return {
    /** The number of the last event of a run; 0 before the first. */
    last: (runId: RunId): number => last.get(runId) ?? 0,
    /** True when there are events and every one of them is stored already, as it is. */
    hold(runId: RunId, events: readonly RunEvent[], lastSeq: number): boolean {
      const first = events[0]
      if (!first || first.seq > lastSeq) return false
      const stored = read(runId, first.seq - 1).slice(0, events.length)
      return toJson(stored) === toJson(events.map((event) => runEventSchema.parse(event)))
    },
    listBySession: (key: SessionKey): readonly RunEvent[] =>
      bySession.all(key).map((row) => eventOf(row.run_id, row)),
    remove: (key: SessionKey): void => void remove.run(key),
    /** Throws `storage-failed` when the events do not follow what is there: a journal with a gap is none. */
    append(runId: RunId, events: readonly RunEvent[], lastSeq: number): void {
      if (events.length === 0) return
      let seq = lastSeq
      for (const event of events) {
        seq += 1
        if (event.seq !== seq || event.runId !== runId) throw misplaced(runId, event.seq, seq)
      }
      insert.run(runId, toJson(events))
    },
    /** The same for events, as JSON, of which the caller knows that they are the run's and follow one another. */
    appendText(runId: RunId, afterSeq: number, events: string): void {
      const lastSeq = last.get(runId) ?? 0
      if (lastSeq !== afterSeq) throw misplaced(runId, afterSeq + 1, lastSeq + 1)
      insert.run(runId, events)
    },
    read,
  }
}

function misplaced(runId: RunId, seq: number, expected: number): ParleyError {
  const detail = `event ${seq} cannot be number ${expected} of run ${runId}`
  return new ParleyError('storage-failed', { params: { detail } })
}
