import type { RunId } from '../../../contract/id.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import type { RunCommit } from '../../core/ports/stores.ts'
import type { WorkerClient } from './worker-client.ts'

/**
 * Makes what gives commits to the worker. While an answer streams in, nearly all of them are pieces of text twenty times a
 * second and nothing else: those go as one text, and the worker only adds them to the journal.
 */
export function createCommit(client: Pick<WorkerClient, 'call'>): (commit: RunCommit) => Promise<void> {
  // Events change a run by making a new one, so the same one has not changed since it was stored.
  const stored = new Map<RunId, Run>()
  const commitAll = async (commit: RunCommit) => {
    const { run } = commit
    stored.delete(run.id)
    await client.call('commit', commit)
    if (!isEnded(run.status)) stored.set(run.id, run)
  }
  return (commit) => {
    const { run, events } = commit
    const first = events[0]
    if (!first || !isOnlyEvents(commit) || stored.get(run.id) !== run) return commitAll(commit)
    const journal = { runId: run.id, after: first.seq - 1, events: JSON.stringify(events) }
    return client.call('append', journal).then((done) => (done ? undefined : commitAll(commit)))
  }
}

/** True when the journal alone changes, by events that follow one another, and nobody waits for the disk. */
function isOnlyEvents({ run, newSession, events, messages, calls, session, durable }: RunCommit): boolean {
  if (durable || newSession || session || messages.length > 0 || calls.length > 0) return false
  const first = events[0]?.seq ?? 0
  return events.every(({ seq, runId }, index) => seq === first + index && runId === run.id)
}
