import type { RunEvent } from '../../contract/run-event.ts'
import type { Clock } from '../core/ports/clock.ts'

/** Passes batches of events on, at most one in `everyMs`, the first one at once. */
export interface EventFeed {
  push(events: readonly RunEvent[]): void
  /** Passes on what is held, then nothing more. */
  close(): void
}

export function createEventFeed(
  everyMs: number,
  clock: Clock,
  send: (events: readonly RunEvent[]) => void,
): EventFeed {
  let held: RunEvent[] = []
  let waiting: (() => void) | undefined

  const flush = () => {
    waiting = undefined
    if (held.length === 0) return
    const events = held
    held = []
    if (everyMs > 0) waiting = clock.after(everyMs, flush)
    send(events)
  }
  return {
    push(events) {
      held.push(...events)
      if (!waiting) flush()
    },
    close() {
      waiting?.()
      const events = held
      held = []
      waiting = undefined
      if (events.length > 0) send(events)
    },
  }
}
