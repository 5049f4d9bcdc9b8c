import type { RunId } from '../../../contract/id.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import type { ParleyError } from '../../core/errors.ts'
import type { RunCommit } from '../../core/ports/stores.ts'
import type { OnRefused, WorkerClient } from './worker-client.ts'

/** What of the journals was handed over and could not be stored: the next commit of that run tells. */
export interface Refusals {
  readonly note: OnRefused
  /** Throws what was noted of the run, once. */
  readonly tell: (runId: RunId) => void
}

export function createRefusals(): Refusals {
  const noted = new Map<RunId, ParleyError>()
  return {
    note(runId, error) {
      // What follows a piece that is missing is refused as well, for want of it: the first one has the reason.
      if (!noted.has(runId)) noted.set(runId, error)
    },
    tell(runId) {
      const error = noted.get(runId)
      noted.delete(runId)
      if (error) throw error
    },
  }
}

/** A run as it is stored, and the number of its last event that is stored or on its way. */
interface Known {
  readonly run: Run
  last: number
}

/**
 * Makes what gives commits to the worker. While an answer streams in, nearly all of them are pieces of text twenty times a
 * second and nothing else: those go as one text that the worker only adds to the journal, and nobody waits for it.
 */
export function createCommit(
  client: Pick<WorkerClient, 'call' | 'append'>,
  refusals: Refusals,
): (commit: RunCommit) => Promise<void> {
  // Events change a run by making a new one, so the same one has not changed since it was stored.
  const known = new Map<RunId, Known>()
  const commitAll = async (commit: RunCommit) => {
    const { run, events } = commit
    const before = known.get(run.id)?.last ?? 0
    known.delete(run.id)
    const failed = await client.call('commit', commit).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    // What was handed over before was answered before.
    refusals.tell(run.id)
    if (failed) throw failed.error
    if (!isEnded(run.status)) known.set(run.id, { run, last: events.at(-1)?.seq ?? before })
  }
  return async (commit) => {
    const { run, events } = commit
    const stored = known.get(run.id)
    const first = events[0]
    if (!first || !stored || stored.run !== run || first.seq !== stored.last + 1 || !isOnlyEvents(commit)) {
      return commitAll(commit)
    }
    try {
      refusals.tell(run.id)
      client.append({ runId: run.id, after: stored.last, events: JSON.stringify(events) })
      stored.last += events.length
    } catch (error) {
      known.delete(run.id)
      throw error
    }
  }
}

/** True when the journal alone changes, by events that follow one another, and nobody waits for the disk. */
function isOnlyEvents({ run, newSession, events, messages, calls, session, durable }: RunCommit): boolean {
  if (durable || newSession || session || messages.length > 0 || calls.length > 0) return false
  const first = events[0]?.seq ?? 0
  return events.every(({ seq, runId }, index) => seq === first + index && runId === run.id)
}
