import OpenAI from 'openai'
import { ParleyError } from '../../core/errors.ts'
import type { ModelClient, ModelEndpoint } from '../../core/ports/model-client.ts'
import type { Surroundings } from '../exchange.ts'
import { sdkOptions } from '../sdk-options.ts'
import { createWireClient, type Protocol } from '../wire-client.ts'
import type { Fetch } from '../wire-fetch.ts'
import { createAccumulator } from './accumulator.ts'
import { complaintOf } from './failures.ts'
import { modelsOf } from './models.ts'
import { requestOf } from './request.ts'

const protocol: Protocol<OpenAI> = {
  connect,
  // The library sends and names errors. Bodies are read here, see docs/decisions.
  send: (library, request, streaming, signal) =>
    library.chat.completions.create(requestOf(request, streaming), { signal }).asResponse(),
  list: (library, endpoint, signal) => modelsOf(library.models.list({ signal }), endpoint),
  createAccumulator,
  complaintOf,
  endMarkIsEnough: true,
}

/** Speaks OpenAI's Chat Completions, which most other providers and local servers imitate. */
export function createClient(endpoint: ModelEndpoint, around: Surroundings): ModelClient {
  return createWireClient(protocol, endpoint, around)
}

// Every option is given, because the library reads the environment for those that are not. The place of the key is
// held by a word that is never sent: the header is ours.
function connect({ baseUrl, credentials }: ModelEndpoint, fetch: Fetch): OpenAI {
  if (baseUrl === '') throw new ParleyError('not-an-endpoint', { params: { url: baseUrl } })
  return new OpenAI({
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    ...sdkOptions,
    fetch,
    defaultHeaders: { Authorization: credentials ? `Bearer ${credentials.value}` : null },
  })
}
