import type { Clock } from '../core/ports/clock.ts'
import type {
  ModelAnswer,
  ModelDelta,
  ModelEndpoint,
  ModelEvent,
  ModelFailure,
} from '../core/ports/model-client.ts'
import { failed, failureOfEnding, failureOfThrown, invalid } from './thrown-failure.ts'
import type { AskedOf } from './wire-failure.ts'
import { createWatch } from './watch.ts'
import { createWire, type Fetch, type Wire } from './wire-fetch.ts'

/** What every protocol gets from outside. */
export interface Surroundings {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly userAgent: string
}

/** Turns the events of one protocol into deltas and, at the end, into the answer. One for each request. */
export interface Accumulator<WireEvent> {
  /** Takes one event and adds what it says to `deltas`. Constant work, however long the answer is. */
  take(event: WireEvent, deltas: ModelDelta[]): void
  /** Whether the protocol's own sign of a complete answer was seen. */
  isComplete(): boolean
  /** Whether anything of an answer was seen. */
  hasContent(): boolean
  /** The answer. What only now is known is added to `deltas`. Called once. */
  finish(deltas: ModelDelta[]): ModelAnswer
}

/** How a protocol asks, and how it reads what comes back. */
export interface Plan<WireEvent> {
  readonly model: string
  /** Sends the request through `wire` and gives the events of its answer. */
  readonly open: (wire: Fetch, signal: AbortSignal) => Promise<AsyncIterable<WireEvent>>
  readonly accumulator: Accumulator<WireEvent>
  /** Names an error of the client library; `undefined` when the provider did not complain. */
  readonly complaintOf: (thrown: unknown, asked: AskedOf) => ModelFailure | undefined
  /** Whether the end mark `[DONE]` or a reported usage is enough when the answer lacks its own sign of completeness. */
  readonly endMarkIsEnough: boolean
}

/** Performs one request: yields deltas as they arrive, then exactly one `finished` or `failed`. Never throws. */
export async function* exchange<WireEvent>(
  plan: Plan<WireEvent>,
  endpoint: ModelEndpoint,
  around: Surroundings,
  caller: AbortSignal,
): AsyncGenerator<ModelEvent, void, undefined> {
  const { clock, userAgent } = around
  const { accumulator } = plan
  const watch = createWatch(endpoint.limits, clock, caller)
  const wire = createWire(around.fetch, endpoint, { mode: 'answer', watch, userAgent })
  const deltas: ModelDelta[] = []
  let thrown: { readonly error: unknown } | undefined
  try {
    for await (const event of await plan.open(wire.fetch, watch.signal)) {
      accumulator.take(event, deltas)
      for (const delta of deltas) yield delta
      deltas.length = 0
      if (plan.endMarkIsEnough) continue
      if (accumulator.isComplete()) watch.closeSoon()
    }
  } catch (error) {
    thrown = { error }
  } finally {
    watch.stop()
  }
  const ended = failureOfEnding(watch, endpoint)
  const whole = accumulator.isComplete() || (!thrown && !ended && plan.endMarkIsEnough && sawEndMark(wire))
  if (whole && watch.ending() !== 'cancelled' && (accumulator.hasContent() || accumulator.isComplete())) {
    deltas.length = 0
    const answer = accumulator.finish(deltas)
    for (const delta of deltas) yield delta
    yield answer
    return
  }
  yield ended ?? (thrown ? nameOf(thrown.error) : lackOf(wire))

  function nameOf(error: unknown): ModelFailure {
    const complaint = plan.complaintOf(error, { endpoint, model: plan.model, clock })
    return complaint ?? failureOfThrown(error, wire, endpoint)
  }

  function lackOf(of: Wire): ModelFailure {
    if (!accumulator.hasContent() && (sawEndMark(of) || isEmpty(of)))
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

// A library that saw the end mark stops reading before the body ends, unless the mark's last line was not complete.
function sawEndMark(wire: Wire): boolean {
  const body = wire.body()
  return body !== undefined && (!body.ended() || body.tail().includes('[DONE]'))
}

function isEmpty(wire: Wire): boolean {
  return !/[^\0\s]/.test(wire.body()?.tail() ?? '')
}
