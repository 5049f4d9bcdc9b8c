import type { Clock } from '../core/ports/clock.ts'
import type {
  ModelAnswer,
  ModelDelta,
  ModelEndpoint,
  ModelEvent,
  ModelFailure,
} from '../core/ports/model-client.ts'
import { createAnswerReader } from './answer-reader.ts'
import { failed, failureOfEnding, failureOfThrown, invalid } from './thrown-failure.ts'
import { failureOfProblem, StreamComplaint, type AskedOf } from './wire-failure.ts'
import { createWatch } from './watch.ts'
import { createWire, notAnEndpoint, type Fetch } from './wire-fetch.ts'
import { excerptOf } from './wire-text.ts'

/** What every protocol gets from outside. */
export interface Surroundings {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly userAgent: string
}

/** Turns the events of one protocol into deltas and, at the end, into the answer. One for each request. */
export interface Accumulator {
  /** Takes one event and adds what it says to `deltas`. Constant work, however long the answer is. */
  take(event: unknown, deltas: ModelDelta[]): void
  /** Whether the protocol's own sign of a complete answer was seen. */
  isComplete(): boolean
  /** Whether anything of an answer was seen. */
  hasContent(): boolean
  /** The answer. What only now is known is added to `deltas`. Called once. */
  finish(deltas: ModelDelta[]): ModelAnswer
}

/** How a protocol asks, and how it reads what comes back. */
export interface Plan {
  readonly model: string
  /** Sends the request through `wire`, which keeps the answer. Rejects when the provider refuses. */
  readonly send: (wire: Fetch, signal: AbortSignal) => Promise<unknown>
  readonly accumulator: Accumulator
  /** Names an error of the client library; `undefined` when the provider did not complain. */
  readonly complaintOf: (thrown: unknown, asked: AskedOf) => ModelFailure | undefined
  /** Whether the end mark `[DONE]` or a reported usage is enough when the answer lacks its own sign of completeness. */
  readonly endMarkIsEnough: boolean
}

/** Performs one request: yields deltas as they arrive, then exactly one `finished` or `failed`. Never throws. */
export async function* exchange(
  plan: Plan,
  endpoint: ModelEndpoint,
  around: Surroundings,
  caller: AbortSignal,
): AsyncGenerator<ModelEvent, void, undefined> {
  const { clock, userAgent } = around
  const { accumulator, endMarkIsEnough } = plan
  const watch = createWatch(endpoint.limits, clock, caller)
  const wire = createWire(around.fetch, endpoint, { mode: 'answer', watch, userAgent })
  const deltas: ModelDelta[] = []
  const answer = createAnswerReader((event) => accumulator.take(event, deltas))
  let thrown: { readonly error: unknown } | undefined
  try {
    await plan.send(wire.fetch, watch.signal)
    // All that came with one piece of the body goes on without another wait: this runs a thousand times a second.
    while (await readOn()) {
      for (const delta of deltas) if (!isCancelled()) yield delta
      deltas.length = 0
    }
  } catch (error) {
    thrown = { error }
  } finally {
    wire.body()?.leave()
    watch.stop()
  }
  const last = conclude()
  for (const delta of deltas) if (!isCancelled()) yield delta
  yield isCancelled() ? failed('cancelled') : last

  /** Reads one piece. Gives false when there is no more, or no more that matters. */
  async function readOn(): Promise<boolean> {
    const piece = await wire.body()?.read()
    if (piece === undefined) answer.end()
    else answer.take(piece)
    const page = answer.page()
    if (page !== undefined) throw notAnEndpoint(endpoint, excerptOf(page, endpoint))
    const isOver = endMarkIsEnough ? answer.sawEndMark() : accumulator.isComplete()
    if (isOver) wire.body()?.finish()
    return piece !== undefined && !isOver
  }

  function isCancelled(): boolean {
    return watch.ending() === 'cancelled'
  }

  function conclude(): ModelAnswer | ModelFailure {
    const ended = failureOfEnding(watch, endpoint)
    const marked = endMarkIsEnough && answer.sawEndMark() && !thrown && !ended
    const isWhole = accumulator.isComplete() || (marked && accumulator.hasContent())
    if (isWhole && !isCancelled()) return accumulator.finish(deltas)
    return ended ?? (thrown ? nameOf(thrown.error) : lack())
  }

  function nameOf(error: unknown): ModelFailure {
    const asked = { endpoint, model: plan.model, clock }
    if (!(error instanceof StreamComplaint))
      return plan.complaintOf(error, asked) ?? failureOfThrown(error, wire, endpoint)
    const { complaint } = error
    return failureOfProblem({ status: undefined, headers: wire.headers(), complaint, text: '' }, asked)
  }

  function lack(): ModelFailure {
    if (!accumulator.hasContent() && (answer.sawEndMark() || answer.isBlank()))
      return invalid('an empty answer', endpoint)
    return failed('stream-cut', { provider: endpoint.name })
  }
}

/** Gives the last event of an exchange, which is its outcome. */
export async function outcomeOf(events: AsyncIterable<ModelEvent>): Promise<ModelAnswer | ModelFailure> {
  for await (const event of events) {
    if (event.type === 'finished' || event.type === 'failed') return event
  }
  return failed('internal', { detail: 'an answer without an end' })
}
