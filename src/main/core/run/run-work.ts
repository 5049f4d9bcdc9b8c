import type { Failure } from '../../../contract/failure.ts'
import type { CallId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import { untilAborted } from '../../base/abort.ts'
import { backoffDelay } from '../../base/backoff.ts'
import { taintOf } from '../approval/taint.ts'
import { failureFrom, failureOf } from '../errors.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import type { Fit } from '../compaction/fit.ts'
import type { RunMoney } from '../money/run-money.ts'
import type { Clock } from '../ports/clock.ts'
import type { ModelCall, ModelClient, ModelEvent, ModelRequest } from '../ports/model-client.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { RunOutputs } from '../tools/run-outputs.ts'
import type { ToolOffer } from '../tools/run-tools.ts'
import { runStopped } from './call-tool.ts'
import { historyOf } from './history.ts'
import type { RunRecorder } from './run-recorder.ts'
import { withInstructions } from './instructions.ts'
import type { RunInput } from './run-state.ts'
import { createToolWork, type ToolWork } from './tool-work.ts'

/** Waits between attempts for which the provider names no time: half a second, doubled each time. */
const backoff = { firstMs: 500, largestMs: 60_000, jitter: 0.25 }

/** How long a call that is ready waits for the end of its answer, in milliseconds: a model writes no word as quickly. */
const momentMs = 10

/** What the work of a run needs. */
export interface RunWorkOptions {
  readonly run: Run
  /** The conversation up to what the run answers: a user message, or an answer that it continues. */
  readonly path: readonly Message[]
  /** Makes the conversation short enough for the model; absent: it is sent as it is. */
  readonly fit?: Fit
  /** Connects to the model; its failure is the run's. */
  readonly connect: () => Promise<ModelClient>
  /** Asked for before the model is, and never before the user's message is on its way to the store. */
  readonly tools: () => Promise<readonly ToolDefinition[]>
  /** What a request tells of them, once they are known; absent: all of them, whole. */
  readonly offer?: () => ToolOffer
  /** What the model is told before the conversation: the same in every request of a chat, so that providers can keep it. */
  readonly instructions?: string | undefined
  readonly source: ToolSource
  readonly recorder: RunRecorder
  readonly toolTimeoutMs: number
  /** Bounds what a call gave, before it is stored. */
  readonly keepOutput: RunOutputs['keep']
  readonly approvals: RunApprovals
  readonly money: RunMoney
  readonly clock: Clock
  readonly random: () => number
}

/** What goes on beside the loop. Everything in it ends by itself after `abort`. */
export interface RunWork extends Omit<ToolWork, 'abortAll'> {
  /** Begins to connect, so that nobody waits for it later; a failure is met by `askModel`. */
  connect(): void
  askModel(): Promise<void>
  /** Gets to know the tools; a failure is that of a request. */
  learnTools(): Promise<void>
  waitRetry(delayMs: number): void
  abort(): void
}

export function createRunWork(options: RunWorkOptions, push: (input: RunInput) => void): RunWork {
  const { clock, recorder, run } = options
  const stop = new AbortController()
  const tools = createToolList(options, stop.signal, push)
  const toolWork = createToolWork({ ...options, tools: tools.known }, push)
  let attempt = 0
  let client: Promise<ModelClient> | undefined
  let stopWaiting: (() => void) | undefined
  const ready = createMoment(clock)

  const onWait: ModelCall['onWait'] = (wait) => push({ type: 'model-waits', at: clock.now(), wait })
  const modelCall = { signal: stop.signal, onWait }
  const receive = (event: ModelEvent, cost?: number) => {
    const retryDelayMs = event.type === 'failed' ? retryDelay(event.retryAfterMs, attempt, options.random) : 0
    const ruled = rulesFor(event, options)
    const tell = () => push({ type: 'model-event', at: clock.now(), event, retryDelayMs, cost, ...ruled })
    ready.take(event, tell)
  }
  const fail = (error: unknown) => {
    const failure = stop.signal.aborted ? failureOf('cancelled') : failureFrom(error)
    receive({ type: 'failed', failure })
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
        const request = requestOf({ ...options, offer: await tools.offer() }, stop.signal)
        for await (const event of answersOf(await connect(), request, run, modelCall)) {
          receive(event, await costOfEvent(event, options.money))
          if (event.type === 'finished') attempt = 0
        }
      } catch (error) {
        client = undefined
        fail(error)
      }
    },
    async learnTools() {
      await tools.learn().catch(fail)
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

/** The tools of a run, which may take a while to start and are asked for once. */
function createToolList(
  { tools, offer, path, clock }: RunWorkOptions,
  signal: AbortSignal,
  push: (input: RunInput) => void,
) {
  let known: readonly ToolDefinition[] | undefined
  const learn = async () => {
    if (known) return known
    known = await untilAborted(tools(), signal)
    push({ type: 'tools-known', at: clock.now(), tools: known, taint: taintOf(path, known) })
    return known
  }
  return {
    known: () => known ?? [],
    learn,
    async offer(): Promise<ToolOffer> {
      const all = await learn()
      return offer?.() ?? { tools: all }
    },
  }
}

/**
 * Lets a call that is ready wait for a moment, and forgets it when the whole answer has come by then: calls that come
 * together begin together.
 */
function createMoment(clock: Clock) {
  let waiting: (() => void)[] = []
  return {
    take({ type }: ModelEvent, tell: () => void): void {
      if (type === 'tool-call-ready') {
        waiting.push(clock.after(momentMs, tell))
        return
      }
      if (type === 'finished' || type === 'failed') {
        for (const forget of waiting) forget()
        waiting = []
      }
      tell()
    },
  }
}

/** What is allowed and what is wrong, for the calls that an event makes known. */
function rulesFor(event: ModelEvent, { approvals, source }: RunWorkOptions) {
  const calls = event.type === 'tool-call-ready' ? [event.call] : callsIn(event)
  return calls && { policy: approvals.policy(), objections: objectionsTo(calls, source) }
}

/** The calls of a round that is finished. */
function callsIn(event: ModelEvent): readonly ToolCall[] | undefined {
  if (event.type !== 'finished') return undefined
  return event.parts.flatMap((part) => (part.type === 'tool-call' ? [part] : []))
}

function objectionsTo(calls: readonly ToolCall[], source: ToolSource): ReadonlyMap<CallId, Failure> {
  const objections = new Map<CallId, Failure>()
  for (const call of calls) {
    const failure = source.objection?.(call)
    if (failure) objections.set(call.id, failure)
  }
  return objections
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

type RequestOptions = Omit<RunWorkOptions, 'offer'> & { readonly offer: ToolOffer }

/** The request of this round. Nobody waits where the conversation does not have to be made shorter. */
function requestOf(options: RequestOptions, signal: AbortSignal): ModelRequest | Promise<ModelRequest> {
  const { path, fit, recorder } = options
  const known = new Set(path.map(({ id }) => id))
  const whole = [...path, ...recorder.transcript().messages.filter(({ id }) => !known.has(id))]
  if (!fit) return requestWith(options, whole)
  return fit(whole, { record: recorder.record, signal }).then((told) => requestWith(options, told))
}

function requestWith(
  { run, offer, instructions = '' }: RequestOptions,
  told: readonly Message[],
): ModelRequest {
  const history = historyOf(told, run.options.providerId)
  const before = [instructions, offer.listing ?? ''].filter((text) => text.trim() !== '').join('\n\n')
  return {
    model: run.options.model,
    messages: before === '' ? history : withInstructions(before, history),
    tools: offer.tools,
    parallelTools: run.options.parallelTools,
    ...(run.options.generation && { generation: run.options.generation }),
  }
}

// What the provider asks for is what it gets, be it a day: the user sees it, and may hurry on or stop.
function retryDelay(wished: number | undefined, attempt: number, random: () => number): number {
  return wished ?? backoffDelay(backoff, Math.max(1, attempt), random)
}
