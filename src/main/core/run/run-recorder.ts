import type { Run } from '../../../contract/run.ts'
import type { RunEvent, RunEventBody } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from '../../../contract/transcript.ts'
import type { Clock } from '../ports/clock.ts'
import type { RunEventLog } from '../ports/stores.ts'
import { createDeltaJoiner, isDelta, textOf } from './delta-joiner.ts'
import { createRunWriter } from './run-writer.ts'
import { createShowPace } from './show-pace.ts'

/** Numbers what happens in a run, shows it to whoever watches, and writes it down. */
export interface RunRecorder {
  /** Takes what happened at one moment, in order; whoever watches gets it in one batch. A delta comes alone. */
  readonly record: (bodies: readonly RunEventBody[]) => void
  /**
   * Resolves when everything recorded so far is stored. `durable`: would survive a power cut. Rejects with what the
   * store said; the events stay shown.
   */
  readonly commit: (durable: boolean) => Promise<void>
  /** Stores soon what is recorded, because there is time for it now. */
  readonly storeSoon: () => void
  /** True when everything recorded so far would survive a power cut, or was refused as a whole. */
  readonly isStored: () => boolean
  /** Stores what a failure has kept from the log, if anything has. Rejects with what the store said. */
  readonly storeRest: () => Promise<void>
  /** Begins to flush what is stored; a failure goes to `onStorageFailure`. */
  readonly flush: () => void
  /** Every event so far, in order. */
  readonly events: () => readonly RunEvent[]
  /** What the events add up to, for the messages of this run. */
  readonly transcript: () => Transcript
}

export interface RecorderOptions {
  readonly run: Run
  /** What the run has recorded before, all of it stored. */
  readonly before?: readonly RunEvent[] | undefined
  /** The session when it is not stored yet. */
  readonly newSession: Session | undefined
  /** How long the session is kept after this use, in milliseconds; undefined for ever. */
  readonly ttlMs?: number | undefined
  readonly log: RunEventLog
  readonly clock: Clock
  /** Called with each batch of new events, at most sixty times a second while only deltas come. */
  readonly onEvents: (events: readonly RunEvent[]) => void
  /** Called when a write that nobody waits for failed. */
  readonly onStorageFailure: (error: unknown) => void
}

/** Makes the recorder of one run. */
export function createRunRecorder(options: RecorderOptions): RunRecorder {
  const { run, log, clock, onEvents, onStorageFailure } = options
  const [joiner, pace] = [createDeltaJoiner(), createShowPace()]
  const events: RunEvent[] = [...(options.before ?? [])]
  let transcript = events.reduce(foldRunEvent, emptyTranscript)
  let showing: (() => void) | undefined
  const writer = createRunWriter(
    { run, newSession: options.newSession, ttlMs: options.ttlMs, log, clock, onFailure: onStorageFailure },
    events,
    () => transcript,
  )

  const show = (bodies: readonly RunEventBody[]) => {
    const fresh = bodies.map((body): RunEvent => {
      const heading = { seq: events.length + 1, runId: run.id, sessionId: run.sessionId, at: clock.now() }
      const event = { ...heading, ...body }
      events.push(event)
      transcript = foldRunEvent(transcript, event)
      return event
    })
    onEvents(fresh)
    writer.schedule()
  }
  const showWith = (...after: readonly RunEventBody[]) => {
    showing?.()
    showing = undefined
    const joined = joiner.take()
    const bodies = joined ? [joined, ...after] : after
    if (bodies.length > 0) show(bodies)
  }
  const showDeltas = () => {
    pace.shown(clock.elapsed())
    showWith()
  }
  const recordDelta = (body: Parameters<typeof joiner.add>[0]) => {
    const before = joiner.add(body)
    pace.add(textOf(body).length)
    if (before) show([before])
    if (showing) return
    const wait = pace.wait(clock.elapsed())
    if (wait <= 0) showDeltas()
    else showing = clock.after(wait, showDeltas)
  }

  return {
    record(bodies) {
      const [first] = bodies
      if (first && bodies.length === 1 && isDelta(first)) recordDelta(first)
      else showWith(...bodies)
    },
    commit(durable) {
      showWith()
      return writer.write(durable)
    },
    isStored: () => writer.isStored(),
    storeRest: () => writer.writeRest(),
    storeSoon: () => writer.scheduleSoon(),
    flush: () => void writer.write(true).catch(onStorageFailure),
    events: () => events,
    transcript: () => transcript,
  }
}
