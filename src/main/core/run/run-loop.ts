import type { CallId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import type { Decision } from '../../../contract/tool.ts'
import { assertNever } from '../../../contract/assert-never.ts'
import { createAsyncQueue } from '../../base/async-queue.ts'
import { failureFrom } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import { stepRun } from './run-machine.ts'
import type { RunRecorder } from './run-recorder.ts'
import {
  initialState,
  type RoundAgain,
  type RunEffect,
  type RunInput,
  type RunState,
  type SubmittedOutput,
  type ToolLimits,
} from './run-state.ts'
import { createRunWork, type RunWork, type RunWorkOptions } from './run-work.ts'

export interface RunLoopOptions extends RunWorkOptions {
  /** The user message when it is new, so that it is stored together with the run. */
  readonly newUserMessage: Message | undefined
  /** The round with which the run begins, in the place of a question to the model. */
  readonly again?: RoundAgain | undefined
  readonly toolLimits: ToolLimits
  readonly log: Log
  /** Aborted by whoever stops the run. */
  readonly cancelled: AbortSignal
  /** Calls each time that the user does not want to wait for the next attempt; gives the function that ends it. */
  readonly onTryNow: (call: () => void) => () => void
  /** Calls each time that a person has answered for a call; gives the function that ends it. */
  readonly onDecision: (call: (callId: CallId, decision: Decision) => void) => () => void
  /** Calls each time that one call is not wanted any more; gives the function that ends it. */
  readonly onCancelCall: (call: (callId: CallId) => void) => () => void
  /** Calls each time that outputs of the caller's own tools are given; gives the function that ends it. */
  readonly onOutputs: (call: (outputs: readonly SubmittedOutput[]) => void) => () => void
  /** Where the run stands that goes on here; absent: at its beginning. */
  readonly resumed?: RunState | undefined
  /** Aborted when Parley closes. */
  readonly interrupted: AbortSignal
  /** Aborted, with what the store said as the reason, when a write beside the loop failed. */
  readonly broken: AbortSignal
}

/**
 * Performs what the run machine decides until the run has ended, and feeds back what came of it. Resolves when the
 * end is stored or could not be; never rejects.
 */
export async function driveRun(options: RunLoopOptions): Promise<void> {
  const { run, recorder, clock, log } = options
  const inputs = createAsyncQueue<RunInput>()
  const forget = listen(options, (input) => inputs.push(input))
  const work = createRunWork(options, (input) => inputs.push(input))
  // Whoever waits for outputs may wait for long, and needs no model meanwhile.
  if (!options.resumed) work.connect()
  inputs.push(firstInput(options))
  const guard = {
    policy: options.approvals.policy(),
    limits: options.toolLimits,
  }
  let state = options.resumed ?? initialState(run, guard, options.path.at(-1)?.id ?? run.userMessageId)
  while (state.phase !== 'ended') {
    const step = stepRun(state, await inputs.next())
    state = step.state
    try {
      await perform(step.effects, recorder, work)
    } catch (error) {
      log.error('run-storage-failed', { runId: run.id, code: failureFrom(error).code })
      inputs.push({ type: 'storage-failed', at: clock.now(), failure: failureFrom(error) })
    }
  }
  forget()
  // A wait of minutes would keep a process from its end.
  work.forgetWaits()
  // Whoever watches gets the end first; gathering what is to be written takes a moment of its own.
  await new Promise<void>((resolve) => clock.after(0, resolve))
  // Once more, because some failures pass; a disk that stays full is waited for elsewhere.
  await recorder
    .commit(true)
    .catch(() => recorder.storeRest())
    .catch((error: unknown) => {
      log.error('run-end-not-stored', { runId: run.id, code: failureFrom(error).code })
    })
}

function firstInput({ clock, newUserMessage, again, resumed }: RunLoopOptions): RunInput {
  if (resumed) return { type: 'resume', at: clock.now() }
  return { type: 'start', at: clock.now(), userMessage: newUserMessage, again }
}

/** Turns what comes from outside into inputs; gives the function that stops listening. */
function listen(options: RunLoopOptions, push: (input: RunInput) => void): () => void {
  const { clock, cancelled, interrupted, broken } = options
  const inputs: readonly [AbortSignal, () => RunInput][] = [
    [cancelled, () => ({ type: 'cancel', at: clock.now() })],
    [interrupted, () => ({ type: 'interrupt', at: clock.now() })],
    [broken, () => ({ type: 'storage-failed', at: clock.now(), failure: failureFrom(broken.reason) })],
  ]
  const forgets = inputs.map(([signal, inputOf]) => {
    const tell = () => push(inputOf())
    signal.addEventListener('abort', tell, { once: true })
    return () => signal.removeEventListener('abort', tell)
  })
  forgets.push(
    options.onTryNow(() => push({ type: 'try-now', at: clock.now() })),
    options.onDecision((callId, decision) => {
      const policy = options.approvals.policy()
      push({ type: 'call-decided', at: clock.now(), callId, decision, policy })
    }),
    options.onOutputs((outputs) => push({ type: 'outputs-submitted', at: clock.now(), outputs })),
    options.onCancelCall((callId) => push({ type: 'call-cancelled', at: clock.now(), callId })),
  )
  return () => {
    for (const forget of forgets) forget()
  }
}

async function perform(effects: readonly RunEffect[], recorder: RunRecorder, work: RunWork): Promise<void> {
  let bodies: RunEventBody[] = []
  const record = () => {
    if (bodies.length > 0) recorder.record(bodies)
    bodies = []
  }
  for (const effect of effects) {
    if (effect.type === 'emit') {
      bodies.push(effect.body)
      continue
    }
    record()
    const waitsFor = 'waitsFor' in effect ? effect.waitsFor : 'nothing'
    if (waitsFor !== 'nothing') await recorder.commit(waitsFor === 'flush')
    start(effect, work)
    // A disk may take its time to flush, and the model need not wait for that.
    if (waitsFor === 'write') recorder.flush()
    // While tools run there is time to write; when they have answered there is not.
    if (effect.type === 'run-call') recorder.storeSoon()
  }
  record()
}

function start(effect: Exclude<RunEffect, { type: 'emit' }>, work: RunWork): void {
  switch (effect.type) {
    case 'ask-model':
      void work.askModel()
      return
    case 'learn-tools':
      void work.learnTools()
      return
    case 'wait-retry':
      work.waitRetry(effect.delayMs)
      return
    case 'run-call':
      void work.runCall(effect.call)
      return
    case 'ask-person':
      work.awaitPerson(effect.callIds)
      return
    case 'await-outputs':
      work.awaitOutputs(effect.dueAt)
      return
    case 'abort-call':
      work.abortCall(effect.callId)
      return
    case 'abort':
      work.abort()
      return
    default:
      assertNever(effect)
  }
}
