import type { RunId } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import type { Environment } from './environment.ts'

/** The events of the runs that are on the screen, in order, each once, at most one batch a picture. */
export interface RunFeed {
  /** Begins to watch a run after the event `afterSeq`. Never rejects: a lost connection is joined again anyhow. */
  readonly follow: (runId: RunId, afterSeq: number) => Promise<void>
  /** Ends the watching of all runs; what has not been handed on is dropped. */
  readonly leave: () => void
  /** Takes no more events, and leaves the watching to others that are told of the same runs. */
  readonly stop: () => void
}

interface Cursor {
  next: number
  /** Events that came before the ones they follow: a notice may overtake the answer of `runs.watch`. */
  readonly early: Map<number, RunEvent>
}

type Needs = Pick<Environment, 'transport' | 'schedule'> & {
  readonly onEvents: (events: readonly RunEvent[]) => void
}

export function createRunFeed({ transport, schedule, onEvents }: Needs): RunFeed {
  const cursors = new Map<RunId, Cursor>()
  let ready: RunEvent[] = []
  let scheduled = false
  const flush = () => {
    scheduled = false
    const events = ready
    ready = []
    if (events.length > 0) onEvents(events)
  }
  const take = (runId: RunId, events: readonly RunEvent[]) => {
    const cursor = cursors.get(runId)
    if (!cursor) return
    ready.push(...inOrder(cursor, events))
    if (scheduled || ready.length === 0) return
    scheduled = true
    schedule(flush)
  }
  const forget = transport.subscribe((notice) => {
    if (notice.type === 'run-events') take(notice.runId, notice.events)
  })
  return {
    async follow(runId, afterSeq) {
      cursors.set(runId, { next: afterSeq + 1, early: new Map() })
      const answer = await transport.invoke('runs.watch', { runId, afterSeq }).catch(() => undefined)
      take(runId, answer?.events ?? [])
      if (cursors.has(runId)) flush()
    },
    leave() {
      for (const runId of cursors.keys()) {
        transport.invoke('runs.unwatch', { runId }).catch(() => undefined)
      }
      cursors.clear()
      ready = []
    },
    stop() {
      forget()
      cursors.clear()
      ready = []
    },
  }
}

/** The events that come next without a gap; later ones wait, earlier ones are dropped. */
function inOrder(cursor: Cursor, events: readonly RunEvent[]): readonly RunEvent[] {
  for (const event of events) if (event.seq >= cursor.next) cursor.early.set(event.seq, event)
  const ready: RunEvent[] = []
  for (let event = cursor.early.get(cursor.next); event; event = cursor.early.get(cursor.next)) {
    cursor.early.delete(cursor.next)
    cursor.next += 1
    ready.push(event)
  }
  return ready
}
