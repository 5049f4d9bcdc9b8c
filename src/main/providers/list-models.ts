import type { Model } from '../../contract/provider.ts'
import { errorOf } from '../core/errors.ts'
import type { ModelEndpoint, ModelFailure } from '../core/ports/model-client.ts'
import type { Surroundings } from './exchange.ts'
import { failureOfEnding, failureOfThrown } from './thrown-failure.ts'
import { createWatch } from './watch.ts'
import type { AskedOf } from './wire-failure.ts'
import { openBody, readText } from './wire-body.ts'
import { createWireFetch, notAnEndpoint, withBody, type Fetch } from './wire-fetch.ts'
import { excerptOf } from './wire-text.ts'

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
  const wire = createWireFetch(fetch, endpoint, userAgent)
  let answered = false
  const listing: Fetch = async (input, init) => {
    const response = await wire(input, init)
    answered = true
    watch.touch()
    if (!response.ok || !response.body) return response
    return withBody(response, listOf(await readText(openBody(response.body, watch)), endpoint))
  }
  try {
    return await list(listing, watch.signal)
  } catch (error) {
    const ended = failureOfEnding(watch, endpoint)
    const complaint = ended ?? complaintOf(error, { endpoint, model: '', clock })
    const { failure } = complaint ?? failureOfThrown(error, { answered, ended: true }, endpoint)
    throw errorOf(failure)
  } finally {
    watch.stop()
  }
}

// Some servers give the bare array.
function listOf(text: string, endpoint: ModelEndpoint): string {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return JSON.stringify({ data: value })
    if (typeof value === 'object' && value && 'data' in value && Array.isArray(value.data)) return text
  } catch {
    // Not JSON: said below.
  }
  throw notAnEndpoint(endpoint, excerptOf(text, endpoint))
}
