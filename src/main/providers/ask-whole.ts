import { errorOf } from '../core/errors.ts'
import type { ModelEndpoint, ModelFailure } from '../core/ports/model-client.ts'
import type { Surroundings } from './exchange.ts'
import { failureOfEnding, failureOfThrown } from './thrown-failure.ts'
import { createWatch } from './watch.ts'
import type { AskedOf } from './wire-failure.ts'
import { openBody, readText } from './wire-body.ts'
import { createWireFetch, withBody, type Fetch } from './wire-fetch.ts'

/** A request whose answer is of use only as a whole. */
export interface WholeQuestion<Value> {
  /** Sends it through the given fetch. */
  readonly ask: (wire: Fetch, signal: AbortSignal) => Promise<Value>
  /** Looks at the text of a good answer and gives what the client library is to read. May throw ParleyError. */
  readonly tidy: (text: string) => string
  readonly complaintOf: (thrown: unknown, asked: AskedOf) => ModelFailure | undefined
  /** The model that is asked, for the sentence of a complaint. */
  readonly model: string
  /** About how many bytes the request has. */
  readonly size: () => number
}

/** Asks within the limits of the endpoint. Throws ParleyError. */
export async function askWhole<Value>(
  endpoint: ModelEndpoint,
  { fetch, clock, userAgent }: Surroundings,
  caller: AbortSignal,
  { ask, tidy, complaintOf, model, size }: WholeQuestion<Value>,
): Promise<Value> {
  const watch = createWatch(endpoint.limits, clock, caller)
  const wire = createWireFetch(fetch, endpoint, userAgent)
  let answered = false
  const whole: Fetch = async (input, init) => {
    const response = await wire(input, init)
    answered = true
    watch.touch()
    if (!response.ok || !response.body) return response
    return withBody(response, tidy(await readText(openBody(response.body, watch))))
  }
  try {
    return await ask(whole, watch.signal)
  } catch (error) {
    const ended = failureOfEnding(watch, endpoint)
    const complaint = ended ?? complaintOf(error, { endpoint, model, size, clock })
    const { failure } = complaint ?? failureOfThrown(error, { answered, ended: true }, endpoint)
    throw errorOf(failure)
  } finally {
    watch.stop()
  }
}
