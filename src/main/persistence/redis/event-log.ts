import { runEventSchema } from '../../../contract/run-event.ts'
import { isEnded } from '../../../contract/run.ts'
import { ParleyError } from '../../core/errors.ts'
import type { RunCommit, RunEventLog } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { flagReply, rows, rowsReply, type Argument, type Database } from './database.ts'
import { commitRun } from './lua/commit-script.ts'
import { readEvents } from './lua/read-scripts.ts'
import { cellsOf } from './message-table.ts'
import { callField } from './run-table.ts'
import { fieldsOf } from './session-table.ts'

/** The journal. `owner` is the store's own name, as runs bear it. */
export function createEventLog(database: Database, readRow: ReadRow, owner: string): RunEventLog {
  return {
    async commit(commit) {
      refuseMixed(commit)
      await database.run(commitRun, argumentsOf(commit, owner), flagReply)
    },
    async read(runId, afterSeq) {
      const events = await database.run(readEvents, [runId, afterSeq], rowsReply)
      return events.map((event) =>
        readRow(runEventSchema, `an event of run ${runId}`, () => JSON.parse(event)),
      )
    },
  }
}

function argumentsOf(commit: RunCommit, owner: string): readonly Argument[] {
  const { run, newSession, events, messages, calls, session } = commit
  return [
    owner,
    run.id,
    run.sessionId,
    JSON.stringify(run),
    Number(isEnded(run.status)),
    newSession ? fieldsOf(newSession) : [],
    events[0]?.seq ?? 0,
    events.map((event) => JSON.stringify(event)),
    ...rows(messages.map(cellsOf)),
    ...rows(calls.map((call) => [callField(call), call.messageId, JSON.stringify(call)])),
    session?.leafId ?? '',
    session ? fieldsOf(session) : [],
  ]
}

function refuseMixed({ run, newSession, events, messages, calls }: RunCommit): void {
  const first = events[0]?.seq ?? 0
  for (const [index, { seq, runId }] of events.entries()) {
    if (seq !== first + index) throw refused(`event ${seq} of run ${runId} does not follow the one before`)
    if (runId !== run.id) throw refused(`event ${seq} is of run ${runId} and not of ${run.id}`)
  }
  const ids = [...events, ...messages, ...calls].map(({ sessionId }) => sessionId)
  if (newSession) ids.push(newSession.id)
  const stranger = ids.find((id) => id !== run.sessionId)
  if (stranger !== undefined) throw refused(`run ${run.id} is not of session ${stranger}`)
}

function refused(detail: string): ParleyError {
  return new ParleyError('storage-failed', { params: { detail } })
}
