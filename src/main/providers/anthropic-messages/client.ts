import Anthropic from '@anthropic-ai/sdk'
import type { ModelClient, ModelEndpoint, ModelRequest } from '../../core/ports/model-client.ts'
import { exchange, outcomeOf, type Plan, type Surroundings } from '../exchange.ts'
import { listModels } from '../list-models.ts'
import { longestTimeoutMs, silentLogger } from '../sdk-options.ts'
import { createWireFetch, type Fetch } from '../wire-fetch.ts'
import { createAccumulator } from './accumulator.ts'
import { complaintOf } from './failures.ts'
import { modelsOf } from './models.ts'
import { requestOf } from './request.ts'

/** Speaks Anthropic's Messages. */
export function createClient(endpoint: ModelEndpoint, around: Surroundings): ModelClient {
  // One for all requests: to set the library up takes longer than to send.
  let library: Anthropic | undefined
  const planOf = (request: ModelRequest, streaming: boolean): Plan => ({
    model: request.model,
    accumulator: createAccumulator(request.messages),
    complaintOf,
    endMarkIsEnough: false,
    // The library sends and names errors. Bodies are read here, see docs/decisions. Its `messages.create` would print
    // warnings about models.
    async send(signal) {
      library ??= connect(endpoint, createWireFetch(around.fetch, endpoint, around.userAgent))
      return library.post('/v1/messages', { body: requestOf(request, streaming), signal }).asResponse()
    },
  })
  const ask = (request: ModelRequest, streaming: boolean, signal: AbortSignal) =>
    exchange(planOf(request, streaming), endpoint, around, signal)
  return {
    stream: (request, { signal }) => ask(request, true, signal),
    complete: (request, { signal }) => outcomeOf(ask(request, false, signal)),
    listModels: ({ signal }) =>
      listModels(endpoint, around, signal, {
        complaintOf,
        list: (wire, until) =>
          modelsOf(connect(endpoint, wire).models.list({ limit: 1000 }, { signal: until }), endpoint),
      }),
  }
}

// Every option is given, because the library reads the environment for those that are not. The place of the key is
// held by a word that is never sent: the headers are ours.
function connect({ baseUrl, credentials }: ModelEndpoint, fetch: Fetch): Anthropic {
  const { kind, value } = credentials ?? {}
  return new Anthropic({
    apiKey: 'none',
    webhookKey: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: longestTimeoutMs,
    logLevel: 'off',
    logger: silentLogger,
    openTelemetry: false,
    fetch,
    defaultHeaders: {
      Authorization: kind === 'bearer' ? `Bearer ${value}` : null,
      'x-api-key': kind === 'key' ? value : null,
    },
  })
}
