import type { Database } from 'better-sqlite3'
import type { RunId } from '../../../contract/id.ts'
import { runEventSchema, type RunEvent } from '../../../contract/run-event.ts'
import { ParleyError } from '../../core/errors.ts'
import { toJson, type ReadRow } from './stored-row.ts'

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
  return {
    /** Throws `storage-failed` when the events do not follow what is there: a journal with a gap is none. */
    append(runId: RunId, events: readonly RunEvent[]): void {
      let seq = last.get(runId) ?? 0
      for (const event of events) {
        seq += 1
        if (event.seq !== seq || event.runId !== runId) throw misplaced(runId, event, seq)
      }
      insert.run(runId, toJson(events))
    },
    read: (runId: RunId, afterSeq: number): readonly RunEvent[] =>
      after
        .all(runId, afterSeq)
        .map(({ seq, event }) =>
          readRow(runEventSchema, `event ${seq} of run ${runId}`, () => JSON.parse(event)),
        ),
  }
}

function misplaced(runId: RunId, event: RunEvent, expected: number): ParleyError {
  const detail = `event ${event.seq} of run ${event.runId} cannot be number ${expected} of run ${runId}`
  return new ParleyError('storage-failed', { params: { detail } })
}
