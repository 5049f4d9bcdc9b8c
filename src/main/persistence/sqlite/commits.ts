import type { RunId } from '../../../contract/id.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import type { ParleyError } from '../../core/errors.ts'
import type { OnRefused, RunCommit } from '../../core/ports/stores.ts'
import type { WorkerClient } from './worker-client.ts'

/** What of the journals was handed over and could not be stored. */
export interface Refusals {
  /** Tells whoever listens, and keeps it for the run's next commit. */
  readonly note: (runId: RunId, error: ParleyError) => void
  readonly listen: (runId: RunId, listener: OnRefused | undefined) => void
  /** Throws what was noted of the run, once. */
  readonly tell: (runId: RunId) => void
  /** Called when somebody looks for himself what is stored of the run. */
  readonly forget: (runId: RunId) => void
}

export function createRefusals(): Refusals {
  const noted = new Map<RunId, ParleyError>()
  const listeners = new Map<RunId, OnRefused>()
  return {
    note(runId, error) {
      // What follows a piece that is missing is refused as well, for want of it: the first one has the reason.
      if (noted.has(runId)) return
      noted.set(runId, error)
      listeners.get(runId)?.(error)
    },
    listen(runId, listener) {
      if (listener) listeners.set(runId, listener)
      else listeners.delete(runId)
    },
    tell(runId) {
      const error = noted.get(runId)
      noted.delete(runId)
      if (error) throw error
    },
    forget: (runId) => void noted.delete(runId),
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
): (commit: RunCommit, onRefused?: OnRefused) => Promise<void> {
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
    if (isEnded(run.status)) refusals.listen(run.id, undefined)
    else known.set(run.id, { run, last: events.at(-1)?.seq ?? before })
  }
  return async (commit, onRefused) => {
    const { run, events } = commit
    const stored = known.get(run.id)
    const first = events[0]
    if (!first || !stored || stored.run !== run || first.seq !== stored.last + 1 || !isOnlyEvents(commit)) {
      return commitAll(commit)
    }
    try {
      refusals.tell(run.id)
      refusals.listen(run.id, onRefused)
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
