import type { Message } from '../../../contract/message.ts'
import type { CallId } from '../../../contract/id.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import type { Decision, ToolCallRecord, ToolDefinition } from '../../../contract/tool.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ModelClient } from '../ports/model-client.ts'
import type { RunEventLog } from '../ports/stores.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { RunMoney } from '../money/run-money.ts'
import type { Fit } from '../compaction/fit.ts'
import type { RunOutputs } from '../tools/run-outputs.ts'
import type { ToolOffer } from '../tools/run-tools.ts'
import { driveRun } from './run-loop.ts'
import { createRunRecorder } from './run-recorder.ts'
import type { RoundAgain, RunState, ToolLimits } from './run-state.ts'
import { createRunWires } from './run-wires.ts'
import { createSubmissions, type GivenOutput } from './submitted-outputs.ts'

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
  /** Asks the model at once if the run waits for its next attempt; otherwise nothing changes. */
  tryNow(): void
  /**
   * Takes the question about a call, so that nobody else answers it. Undefined when nobody is asked about that call, or
   * somebody has taken it.
   */
  question(callId: CallId): Question | undefined
  /**
   * Takes what the caller's own tools gave; resolves when it is stored. Throws `call-missing`, `output-given`,
   * `outputs-late`, `tool-output-too-large`, and takes nothing then.
   */
  readonly submitOutputs: (given: readonly GivenOutput[]) => Promise<void>
  /** Takes one call back; the run goes on without it. A call that has an outcome keeps it. */
  cancelCall(callId: CallId): void
  /** Ends the run because Parley closes, so that it can be continued at the next start. */
  interrupt(): void
  /** Resolves when the user message and the run are stored. Rejects with what the store said when nothing could be. */
  readonly begun: Promise<void>
  /** Resolves with the ended run once its end is stored, or could not be: then `isStored` is false. */
  readonly ended: Promise<Run>
  /** False while something that happened is not on the disk. */
  readonly isStored: () => boolean
  /** Stores what the store had refused, if anything. Rejects with what it says now. */
  readonly storeRest: () => Promise<void>
}

/** A person is asked whether a call may run. */
export interface Question {
  readonly call: ToolCallRecord
  readonly tool: ToolDefinition
  readonly answer: (decision: Decision) => void
  /** Leaves it to somebody else after all. */
  readonly release: () => void
}

export interface LiveRunOptions {
  readonly run: Run
  /** The session when it is not stored yet. */
  readonly newSession: Session | undefined
  /** How long the session is kept after this use, in milliseconds; undefined for ever. */
  readonly ttlMs?: number | undefined
  readonly path: readonly Message[]
  readonly newUserMessage: Message | undefined
  readonly again?: RoundAgain | undefined
  /** What the run has recorded before, and where it stands then; absent: it begins. */
  readonly resumed?: { readonly events: readonly RunEvent[]; readonly state: RunState } | undefined
  readonly fit?: Fit
  readonly connect: () => Promise<ModelClient>
  /** Asked for once, when the user's message is on its way to the store. */
  readonly tools: () => Promise<readonly ToolDefinition[]>
  readonly offer?: () => ToolOffer
  readonly instructions?: string | undefined
  readonly source: ToolSource
  readonly toolTimeoutMs: number
  readonly keepOutput: RunOutputs['keep']
  readonly toolLimits: ToolLimits
  readonly approvals: RunApprovals
  readonly money: RunMoney
  readonly store: RunEventLog
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
}

/** Starts a run. The first events are recorded before this returns. */
export function beginRun(options: LiveRunOptions): LiveRun {
  const { run, resumed } = options
  const wires = createRunWires()
  const { log, begun, settle } = watchFirstFlush(options.store)
  const recorder = createRunRecorder({
    run,
    before: resumed?.events,
    newSession: options.newSession,
    ttlMs: options.ttlMs,
    log,
    clock: options.clock,
    onEvents: wires.tell,
    onStorageFailure: wires.break,
  })
  const { transcript } = recorder
  const current = () => transcript().runs.find(({ id }) => id === run.id) ?? run
  let tools: readonly ToolDefinition[] = []
  const ended = driveRun({
    ...options,
    tools: async () => (tools = await options.tools()),
    recorder,
    resumed: resumed?.state,
    ...wires.inward,
  }).then(() => {
    settle()
    return current()
  })
  return {
    id: run.id,
    sessionId: run.sessionId,
    current,
    events: recorder.events,
    transcript,
    begun,
    ended,
    isStored: recorder.isStored,
    storeRest: recorder.storeRest,
    subscribe: wires.subscribe,
    cancel: wires.cancel,
    tryNow: wires.tryNow,
    question: createQuestions(transcript, () => tools, wires.decide),
    submitOutputs: createSubmissions({
      ...options,
      run: current,
      transcript,
      give: wires.submit,
      until: (isTrue) => Promise.race([ended.then(() => undefined), wires.until(isTrue)]),
      stored: () => recorder.commit(true),
    }),
    cancelCall: wires.cancelCall,
    interrupt: wires.interrupt,
  }
}

/** Hands out each question once at a time. */
function createQuestions(
  transcript: () => Transcript,
  tools: () => readonly ToolDefinition[],
  give: (callId: CallId, decision: Decision) => void,
): LiveRun['question'] {
  const taken = new Set<CallId>()
  return (callId) => {
    const call = transcript().calls.findLast(({ id }) => id === callId)
    const tool = tools().find(({ name }) => name === call?.name)
    if (!call || !tool || taken.has(callId)) return undefined
    if (call.approval !== 'asked' || call.status !== 'requested') return undefined
    taken.add(callId)
    const release = () => taken.delete(callId)
    return {
      call,
      tool,
      release,
      answer(decision) {
        give(callId, decision)
        release()
      },
    }
  }
}

/**
 * The same log, with a promise that resolves when something is flushed for the first time. `settle` says that nothing
 * more will come: where nothing at all could be stored, the promise then rejects.
 */
function watchFirstFlush(store: RunEventLog) {
  const { promise: begun, resolve, reject } = Promise.withResolvers<void>()
  // Whoever waits sees the refusal; without this line it would also count as unhandled when nobody does.
  begun.catch(() => undefined)
  let refusal: Error | undefined
  let isRefused = true
  const log: RunEventLog = {
    read: (runId, afterSeq) => store.read(runId, afterSeq),
    async commit(commit, onRefused) {
      try {
        await store.commit(commit, onRefused)
      } catch (error) {
        refusal ??= error instanceof Error ? error : new ParleyError('internal', { cause: error })
        throw error
      }
      isRefused = false
      if (commit.durable) resolve()
    },
  }
  return { log, begun, settle: () => (isRefused && refusal ? reject(refusal) : resolve()) }
}
