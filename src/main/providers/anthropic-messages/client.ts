import Anthropic from '@anthropic-ai/sdk'
import type { ModelClient, ModelEndpoint } from '../../core/ports/model-client.ts'
import { withFields } from '../body-fields.ts'
import type { Surroundings } from '../exchange.ts'
import { sdkOptions } from '../sdk-options.ts'
import { createWireClient, type Protocol } from '../wire-client.ts'
import type { Fetch } from '../wire-fetch.ts'
import { isPdf, isPicture } from '../sent-file.ts'
import { createAccumulator } from './accumulator.ts'
import { complaintOf } from './failures.ts'
import { modelsOf } from './models.ts'
import { requestOf } from './request.ts'

/** A request may have 32 MB; as base64 a file grows by a third, and others may stand beside it. */
const mostPdfBytes = 16_000_000

const protocol: Protocol<Anthropic> = {
  connect,
  // The library sends and names errors. Bodies are read here, see docs/decisions. Its `messages.create` would print
  // warnings about models.
  send: (library, request, streaming, signal, endpoint) =>
    library
      .post('/v1/messages', { body: withFields(requestOf(request, streaming, endpoint), endpoint), signal })
      .asResponse(),
  list: (library, endpoint, signal) => modelsOf(library.models.list({ limit: 1000 }, { signal }), endpoint),
  takes: (file) => isPicture(file) || isPdf(file, mostPdfBytes),
  createAccumulator,
  complaintOf,
  endMarkIsEnough: false,
}

/** Speaks Anthropic's Messages. */
export function createClient(endpoint: ModelEndpoint, around: Surroundings): ModelClient {
  return createWireClient(protocol, endpoint, around)
}

// Every option is given, because the library reads the environment for those that are not. The place of the key is
// held by a word that is never sent: the headers are ours.
function connect({ baseUrl, credentials }: ModelEndpoint, fetch: Fetch): Anthropic {
  const { kind, value } = credentials ?? {}
  return new Anthropic({
    apiKey: 'none',
    webhookKey: null,
    baseURL: baseUrl,
    ...sdkOptions,
    openTelemetry: false,
    fetch,
    defaultHeaders: {
      Authorization: kind === 'bearer' ? `Bearer ${value}` : null,
      'x-api-key': kind === 'key' ? value : null,
    },
  })
}
