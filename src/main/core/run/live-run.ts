import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ModelClient } from '../ports/model-client.ts'
import type { RunEventLog } from '../ports/stores.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { driveRun } from './run-loop.ts'
import { createRunRecorder } from './run-recorder.ts'

/** A run that goes on, or has just ended. */
export interface LiveRun {
  readonly id: Run['id']
  readonly sessionId: Run['sessionId']
  /** The run as it is now. */
  readonly current: () => Run
  /** All events so far, from seq 1. */
  readonly events: () => readonly RunEvent[]
  /** The messages, calls and run that the events add up to. */
  readonly transcript: () => Transcript
  /** Calls the listener with each later batch of events; returns the function that ends it. */
  subscribe(listener: (events: readonly RunEvent[]) => void): () => void
  /** Stops the run. May be called in any state and any number of times. */
  cancel(): void
  /** Ends the run because Parley closes, so that it can be continued at the next start. */
  interrupt(): void
  /** Resolves when the user message and the run are stored, or could not be and the run has ended. */
  readonly begun: Promise<void>
  /** Resolves with the ended run once its end is stored. */
  readonly ended: Promise<Run>
}

export interface LiveRunOptions {
  readonly run: Run
  /** The session when it is not stored yet. */
  readonly newSession: Session | undefined
  /** How long the session is kept after this use, in milliseconds; undefined for ever. */
  readonly ttlMs?: number | undefined
  readonly path: readonly Message[]
  readonly newUserMessage: Message | undefined
  readonly connect: () => Promise<ModelClient>
  readonly tools: readonly ToolDefinition[]
  readonly source: ToolSource
  readonly toolTimeoutMs: number
  readonly store: RunEventLog
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
}

/** Starts a run. The first events are recorded before this returns. */
export function beginRun(options: LiveRunOptions): LiveRun {
  const { run } = options
  const listeners = new Set<(events: readonly RunEvent[]) => void>()
  const cancelled = new AbortController()
  const interrupted = new AbortController()
  const broken = new AbortController()
  const { log, begun, settle } = watchFirstFlush(options.store)
  const recorder = createRunRecorder({
    run,
    newSession: options.newSession,
    ttlMs: options.ttlMs,
    log,
    clock: options.clock,
    onEvents: (events) => {
      for (const listener of listeners) listener(events)
    },
    onStorageFailure: (error) => broken.abort(error),
  })
  const current = () => recorder.transcript().runs.find(({ id }) => id === run.id) ?? run
  const ended = driveRun({
    ...options,
    recorder,
    cancelled: cancelled.signal,
    interrupted: interrupted.signal,
    broken: broken.signal,
  }).then(() => {
    settle()
    return current()
  })
  return {
    id: run.id,
    sessionId: run.sessionId,
    current,
    events: recorder.events,
    transcript: recorder.transcript,
    begun,
    ended,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel: () => cancelled.abort(),
    interrupt: () => interrupted.abort(),
  }
}

/** The same log, with a promise that resolves when something is flushed for the first time. */
function watchFirstFlush(store: RunEventLog) {
  const { promise: begun, resolve: settle } = Promise.withResolvers<void>()
  const log: RunEventLog = {
    read: (runId, afterSeq) => store.read(runId, afterSeq),
    async commit(commit) {
      await store.commit(commit)
      if (commit.durable) settle()
    },
  }
  return { log, begun, settle }
}
