import type { Model } from '../../contract/provider.ts'
import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint, ModelFailure } from '../core/ports/model-client.ts'
import type { Surroundings } from './exchange.ts'
import { failureOfEnding, failureOfThrown } from './thrown-failure.ts'
import { createWatch } from './watch.ts'
import type { AskedOf } from './wire-failure.ts'
import { createWire, type Fetch } from './wire-fetch.ts'

interface Listing {
  readonly list: (wire: Fetch, signal: AbortSignal) => Promise<readonly Model[]>
  readonly complaintOf: (thrown: unknown, asked: AskedOf) => ModelFailure | undefined
}

/** Asks for a provider's models within the limits of the endpoint. Throws ParleyError. */
export async function listModels(
  endpoint: ModelEndpoint,
  { fetch, clock, userAgent }: Surroundings,
  caller: AbortSignal,
  { list, complaintOf }: Listing,
): Promise<readonly Model[]> {
  const watch = createWatch(endpoint.limits, clock, caller)
  const wire = createWire(fetch, endpoint, { mode: 'list', watch, userAgent })
  try {
    return await list(wire.fetch, watch.signal)
  } catch (error) {
    const ended = failureOfEnding(watch, endpoint)
    const complaint = ended ?? complaintOf(error, { endpoint, model: '', clock })
    const { failure } = complaint ?? failureOfThrown(error, wire, endpoint)
    const { code, params, providerMessage, retryable } = failure
    throw new ParleyError(code, {
      retryable,
      ...(params && { params }),
      ...(providerMessage && { providerMessage }),
    })
  } finally {
    watch.stop()
  }
}
