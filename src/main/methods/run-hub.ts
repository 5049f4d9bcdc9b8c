import type { RunId, SessionId } from '../../contract/id.ts'
import { isEnded } from '../../contract/run.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { ParleyError } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { LiveRun } from '../core/run/live-run.ts'
import type { StartedRun } from '../core/run/start-run.ts'
import type { Caller } from './caller.ts'
import { createEventFeed } from './event-feed.ts'

/** Holds the runs that go on, whoever started them and whether or not anybody watches. */
export interface RunHub {
  /**
   * Begins a run unless the session has one already: throws `run-active`. Throws what the store says while it still
   * refuses the end of the run before.
   */
  begin(sessionId: SessionId, start: () => Promise<StartedRun>): Promise<StartedRun>
  /** Takes a run that goes on though no method of this start began it. */
  hold(live: LiveRun): void
  get(runId: RunId): LiveRun | undefined
  ofSession(sessionId: SessionId): LiveRun | undefined
  isRunning(sessionId: SessionId): boolean
  /** True while its run waits for a person to say whether a tool may run. */
  isAsking(sessionId: SessionId): boolean
  /** True while any run goes on or is about to. */
  anyRunning(): boolean
  /** Gives the events after `afterSeq` and sends the caller every later one. */
  watch(run: LiveRun, afterSeq: number, caller: Caller): readonly RunEvent[]
  unwatch(runId: RunId, caller: Caller): void
  /** Ends all of a caller's watching; its runs go on. */
  forget(caller: Caller): void
  /** Ends every run as interrupted; resolves when that is stored. */
  close(): Promise<void>
}

export interface RunHubOptions {
  readonly clock: Clock
  /** Called when a session begins or ceases to run, or to ask. */
  readonly onChange: (sessionId: SessionId) => void
}

export function createRunHub({ clock, onChange }: RunHubOptions): RunHub {
  const runs = new Map<RunId, LiveRun>()
  const starting = new Set<SessionId>()
  const watching = createWatching(clock)
  let closed = false

  const ofSession = (sessionId: SessionId) => [...runs.values()].find((run) => run.sessionId === sessionId)
  const isRunning = (sessionId: SessionId) => {
    const live = ofSession(sessionId)
    return starting.has(sessionId) || (live !== undefined && !isEnded(live.current().status))
  }
  const hold = (live: LiveRun) => {
    runs.set(live.id, live)
    live.subscribe((events) => {
      if (events.some(({ type }) => type === 'run-status-changed') && !closed) onChange(live.sessionId)
    })
    void live.ended.then(() => {
      // What the store refused is shown from here until there is room for it.
      if (live.isStored()) runs.delete(live.id)
      watching.end(live.id)
      if (!closed) onChange(live.sessionId)
    })
  }
  // A run whose end everybody has seen may still be on its way to the disk, or wait for room there. A turn behind it
  // would otherwise follow a message that is not stored.
  const finishBefore = async (sessionId: SessionId) => {
    const before = ofSession(sessionId)
    if (!before) return
    await before.ended
    await before.storeRest()
    runs.delete(before.id)
  }
  return {
    hold,
    get: (runId) => runs.get(runId),
    ofSession,
    isRunning,
    isAsking: (sessionId) => ofSession(sessionId)?.current().requiredAction?.type === 'approve-calls',
    anyRunning: () => starting.size > 0 || [...runs.values()].some((run) => !isEnded(run.current().status)),
    async begin(sessionId, start) {
      if (closed || isRunning(sessionId)) throw new ParleyError('run-active')
      starting.add(sessionId)
      try {
        await finishBefore(sessionId)
        const started = await start()
        hold(started.live)
        return started
      } finally {
        starting.delete(sessionId)
      }
    },
    watch: (run, afterSeq, caller) => watching.add(run, afterSeq, caller),
    unwatch: (runId, caller) => watching.remove(runId, caller),
    forget: (caller) => watching.forget(caller),
    async close() {
      closed = true
      const open = [...runs.values()]
      for (const run of open) run.interrupt()
      await Promise.all(open.map(({ ended }) => ended))
      await Promise.allSettled(open.map((run) => run.storeRest()))
    },
  }
}

interface Watching {
  add(run: LiveRun, afterSeq: number, caller: Caller): readonly RunEvent[]
  remove(runId: RunId, caller: Caller): void
  forget(caller: Caller): void
  end(runId: RunId): void
}

function createWatching(clock: Clock): Watching {
  const watchers = new Map<RunId, Map<Caller, () => void>>()

  const remove = (runId: RunId, caller: Caller) => {
    watchers.get(runId)?.get(caller)?.()
    watchers.get(runId)?.delete(caller)
  }
  return {
    remove,
    add(run, afterSeq, caller) {
      remove(run.id, caller)
      const feed = createEventFeed(caller.noticeEveryMs, clock, (events) =>
        caller.notify({ type: 'run-events', runId: run.id, sessionId: run.sessionId, events: [...events] }),
      )
      const stop = run.subscribe((events) => feed.push(events))
      const end = () => {
        stop()
        feed.close()
      }
      const ofRun = watchers.get(run.id) ?? new Map<Caller, () => void>()
      watchers.set(run.id, ofRun.set(caller, end))
      return run.events().slice(afterSeq)
    },
    forget(caller) {
      for (const runId of watchers.keys()) remove(runId, caller)
    },
    end(runId) {
      for (const end of watchers.get(runId)?.values() ?? []) end()
      watchers.delete(runId)
    },
  }
}
