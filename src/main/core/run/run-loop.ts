import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import type { CallId } from '../../../contract/id.ts'
import type { Decision, ToolDefinition } from '../../../contract/tool.ts'
import { assertNever } from '../../../contract/assert-never.ts'
import { createAsyncQueue } from '../../base/async-queue.ts'
import { backoffDelay } from '../../base/backoff.ts'
import { failureFrom, failureOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ModelCall, ModelClient, ModelEvent, ModelRequest } from '../ports/model-client.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { runStopped } from './call-tool.ts'
import { createToolWork, type ToolWork } from './tool-work.ts'
import type { RunMoney } from '../money/run-money.ts'
import type { Fit } from '../compaction/fit.ts'
import { historyOf } from './history.ts'
import { stepRun } from './run-machine.ts'
import type { RunRecorder } from './run-recorder.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import { taintOf } from '../approval/taint.ts'
import { untilAborted } from '../../base/abort.ts'
import { initialState, type RunEffect, type RunInput, type ToolLimits } from './run-state.ts'

/** Waits between attempts for which the provider names no time: half a second, doubled each time. */
const backoff = { firstMs: 500, largestMs: 60_000, jitter: 0.25 }

export interface RunLoopOptions {
  readonly run: Run
  /** The conversation up to what the run answers: a user message, or an answer that it continues. */
  readonly path: readonly Message[]
  /** The user message when it is new, so that it is stored together with the run. */
  readonly newUserMessage: Message | undefined
  /** Makes the conversation short enough for the model; absent: it is sent as it is. */
  readonly fit?: Fit
  /** Connects to the model; its failure is the run's. */
  readonly connect: () => Promise<ModelClient>
  /** Asked for before the model is, and never before the user's message is on its way to the store. */
  readonly tools: () => Promise<readonly ToolDefinition[]>
  readonly source: ToolSource
  readonly recorder: RunRecorder
  readonly toolTimeoutMs: number
  readonly toolLimits: ToolLimits
  readonly approvals: RunApprovals
  readonly money: RunMoney
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  /** Aborted by whoever stops the run. */
  readonly cancelled: AbortSignal
  /** Calls each time that the user does not want to wait for the next attempt; gives the function that ends it. */
  readonly onTryNow: (call: () => void) => () => void
  /** Calls each time that a person has answered for a call; gives the function that ends it. */
  readonly onDecision: (call: (callId: CallId, decision: Decision) => void) => () => void
  /** Calls each time that one call is not wanted any more; gives the function that ends it. */
  readonly onCancelCall: (call: (callId: CallId) => void) => () => void
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
  const work = createWork(options, (input) => inputs.push(input))
  work.connect()
  inputs.push({ type: 'start', at: clock.now(), userMessage: options.newUserMessage })
  const guard = {
    policy: options.approvals.policy(),
    limits: options.toolLimits,
  }
  let state = initialState(run, guard, options.path.at(-1)?.id ?? run.userMessageId)
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
    options.onCancelCall((callId) => push({ type: 'call-cancelled', at: clock.now(), callId })),
  )
  return () => {
    for (const forget of forgets) forget()
  }
}

async function perform(effects: readonly RunEffect[], recorder: RunRecorder, work: Work): Promise<void> {
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

function start(effect: Exclude<RunEffect, { type: 'emit' }>, work: Work): void {
  switch (effect.type) {
    case 'ask-model':
      void work.askModel()
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

/** What goes on beside the loop. Everything in it ends by itself after `abort`. */
interface Work extends Omit<ToolWork, 'abortAll'> {
  /** Begins to connect, so that nobody waits for it later; a failure is met by `askModel`. */
  connect(): void
  askModel(): Promise<void>
  waitRetry(delayMs: number): void
  abort(): void
}

function createWork(options: RunLoopOptions, push: (input: RunInput) => void): Work {
  const { clock, recorder, run } = options
  const stop = new AbortController()
  const toolWork = createToolWork({ ...options, tools: () => tools ?? [] }, push)
  let attempt = 0
  let client: Promise<ModelClient> | undefined
  let tools: readonly ToolDefinition[] | undefined
  let stopWaiting: (() => void) | undefined

  const onWait: ModelCall['onWait'] = (wait) => push({ type: 'model-waits', at: clock.now(), wait })
  const modelCall = { signal: stop.signal, onWait }
  const receive = (event: ModelEvent, cost?: number) => {
    const retryDelayMs = event.type === 'failed' ? retryDelay(event.retryAfterMs, attempt, options.random) : 0
    const rules = event.type === 'finished' || event.type === 'tool-call-ready'
    const ruled = rules && { policy: options.approvals.policy() }
    push({ type: 'model-event', at: clock.now(), event, retryDelayMs, cost, ...ruled })
  }
  const knownTools = async () => {
    const known = await untilAborted(options.tools(), stop.signal)
    push({ type: 'tools-known', at: clock.now(), tools: known, taint: taintOf(options.path, known) })
    return known
  }
  const connect = () => {
    client ??= options.connect()
    client.catch(() => undefined)
    return client
  }
  return {
    connect: () => void connect(),
    async askModel() {
      attempt += 1
      stopWaiting?.()
      try {
        const scope = await options.money.reached(costOf(recorder, run))
        if (scope) return push({ type: 'limit-reached', at: clock.now(), scope })
        tools ??= await knownTools()
        const request = requestOf({ ...options, tools }, stop.signal)
        for await (const event of answersOf(await connect(), request, run, modelCall)) {
          receive(event, await costOfEvent(event, options.money))
          if (event.type === 'finished') attempt = 0
        }
      } catch (error) {
        client = undefined
        const failure = stop.signal.aborted ? failureOf('cancelled') : failureFrom(error)
        receive({ type: 'failed', failure })
      }
    },
    waitRetry(delayMs) {
      stopWaiting = clock.after(delayMs, () => push({ type: 'retry-due', at: clock.now() }))
    },
    ...toolWork,
    abort() {
      stopWaiting?.()
      stop.abort(new Error(runStopped))
      toolWork.abortAll()
    },
  }
}

async function costOfEvent(event: ModelEvent, money: RunMoney): Promise<number | undefined> {
  return event.type === 'finished' && event.usage ? money.charge(event.usage) : undefined
}

function costOf(recorder: RunRecorder, { id }: Run): number {
  return recorder.transcript().runs.find((run) => run.id === id)?.cost ?? 0
}

async function* answersOf(
  client: ModelClient,
  asked: ModelRequest | Promise<ModelRequest>,
  run: Run,
  call: ModelCall,
) {
  const request = 'model' in asked ? asked : await asked
  if (run.options.streaming) yield* client.stream(request, call)
  else yield await client.complete(request, call)
}

type RequestOptions = Omit<RunLoopOptions, 'tools'> & { readonly tools: readonly ToolDefinition[] }

/** The request of this round. Nobody waits where the conversation does not have to be made shorter. */
function requestOf(options: RequestOptions, signal: AbortSignal): ModelRequest | Promise<ModelRequest> {
  const { path, fit, recorder } = options
  const known = new Set(path.map(({ id }) => id))
  const whole = [...path, ...recorder.transcript().messages.filter(({ id }) => !known.has(id))]
  if (!fit) return requestWith(options, whole)
  return fit(whole, { record: recorder.record, signal }).then((told) => requestWith(options, told))
}

function requestWith({ run, tools }: RequestOptions, told: readonly Message[]): ModelRequest {
  return {
    model: run.options.model,
    messages: historyOf(told, run.options.providerId),
    tools,
    parallelTools: run.options.parallelTools,
    ...(run.options.generation && { generation: run.options.generation }),
  }
}

// What the provider asks for is what it gets, be it a day: the user sees it, and may hurry on or stop.
function retryDelay(wished: number | undefined, attempt: number, random: () => number): number {
  return wished ?? backoffDelay(backoff, Math.max(1, attempt), random)
}
