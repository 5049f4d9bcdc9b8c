import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import type { Clock } from '../ports/clock.ts'
import type { RunCommit, RunEventLog } from '../ports/stores.ts'

/** How long events may wait before they are stored, in milliseconds. */
export const storeEveryMs = 50

/** The same while tools run and nothing else is to be done: soon, but not before an instant tool has answered. */
export const storeIdleMs = 5

/** Writes the events of one run to the log, in order, several at a time. */
export interface RunWriter {
  /** Stores what there is within `storeEveryMs`, without anybody waiting for it. */
  schedule(): void
  /** Stores what there is within `storeIdleMs`. */
  scheduleSoon(): void
  /**
   * Stores everything now; `durable` also flushes what was stored before. After a failure every later call rejects
   * too: a log with a gap is no log.
   */
  write(durable: boolean): Promise<void>
  /** True when everything is stored and flushed that was to be. */
  isStored(): boolean
  /**
   * After a failure: asks the log what it has and stores the rest. Leaves a run alone of which nothing is stored, since
   * that one was refused. Rejects with what the store said.
   */
  writeRest(): Promise<void>
}

export interface RunWriterOptions {
  readonly run: Run
  /** Goes with the first write. */
  readonly newSession: Session | undefined
  /** How long the session is kept after this use, in milliseconds; undefined for ever. */
  readonly ttlMs?: number | undefined
  readonly log: RunEventLog
  readonly clock: Clock
  /** Called when a write that nobody waits for failed. */
  readonly onFailure: (error: unknown) => void
}

/** Makes the writer of one run. `events` is the run's growing list, `transcript` what they add up to. */
export function createRunWriter(
  options: RunWriterOptions,
  events: readonly RunEvent[],
  transcript: () => Transcript,
): RunWriter {
  const { log, clock } = options
  // What is there at the beginning was stored by whoever began the run.
  let stored = events.length
  let flushed = stored
  let scheduled: (() => void) | undefined
  let failed = false
  let writing = Promise.resolve()

  const write = (durable: boolean): Promise<void> => {
    scheduled?.()
    scheduled = undefined
    const fresh = events.slice(stored)
    const nothingToDo = fresh.length === 0 && (!durable || flushed === stored)
    if (nothingToDo) return writing
    stored = events.length
    if (durable) flushed = stored
    const newSession = stored === fresh.length ? options.newSession : undefined
    const commit = {
      ...commitOf(fresh, transcript(), options, durable),
      ...(newSession && { newSession }),
    }
    writing = writing
      .then(() => log.commit(commit, refuse))
      .catch((error: unknown) => {
        failed = true
        throw error
      })
    return handled(writing)
  }
  const refuse = (reason: Error) => {
    failed = true
    writing = handled(Promise.reject(reason))
    options.onFailure(reason)
  }
  const writeUnwatched = () => void write(false).catch(options.onFailure)
  return {
    write,
    isStored: () => !failed && flushed === events.length,
    async writeRest() {
      await writing.catch(() => undefined)
      if (!failed) return writing
      const known = await log.read(options.run.id, 0)
      failed = false
      writing = Promise.resolve()
      stored = known.length === 0 ? events.length : known.length
      flushed = known.length === 0 ? stored : 0
      return write(true)
    },
    schedule() {
      scheduled ??= clock.after(storeEveryMs, writeUnwatched)
    },
    scheduleSoon() {
      scheduled?.()
      scheduled = clock.after(storeIdleMs, writeUnwatched)
    },
  }
}

/** Whoever waits sees the failure; otherwise it would also count as unhandled when nobody does. */
function handled(writing: Promise<void>): Promise<void> {
  writing.catch(() => undefined)
  return writing
}

function commitOf(
  fresh: readonly RunEvent[],
  transcript: Transcript,
  { run, ttlMs }: RunWriterOptions,
  durable: boolean,
): RunCommit {
  const messageIds = new Set(fresh.flatMap((event) => (carriesMessage(event) ? [event.message.id] : [])))
  const callIds = new Set<string>(fresh.flatMap((event) => callIdsOf(event)))
  const tip = fresh.findLast(carriesMessage)?.message
  const updatedAt = fresh.at(-1)?.at ?? run.createdAt
  return {
    run: transcript.runs.find(({ id }) => id === run.id) ?? run,
    events: fresh,
    messages: [...transcript.messages.filter(({ id }) => messageIds.has(id)), ...summariesIn(fresh)],
    calls: transcript.calls.filter(({ id }) => callIds.has(id)),
    ...(tip && {
      session: {
        leafId: newestOf(transcript, tip),
        updatedAt,
        ...(ttlMs !== undefined && { expiresAt: updatedAt + ttlMs }),
      },
    }),
    durable,
  }
}

function carriesMessage(event: RunEvent): event is Extract<RunEvent, { message: Message }> {
  return event.type === 'message-created' || event.type === 'message-completed'
}

// A summary is a message like any other to the store, but never the tip.
function summariesIn(fresh: readonly RunEvent[]): readonly Message[] {
  return fresh.flatMap((event) => (event.type === 'folding-ended' && event.summary ? [event.summary] : []))
}

function callIdsOf(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'tool-call-requested':
      return [event.call.id]
    case 'tool-call-decided':
    case 'tool-call-started':
    case 'tool-call-completed':
    case 'tool-call-failed':
      return [event.callId]
    default:
      return []
  }
}

function newestOf(transcript: Transcript, fallback: Message): Message['id'] {
  return transcript.messages.at(-1)?.id ?? fallback.id
}
