import type OpenAI from 'openai'
import type { ModelClient, ModelEndpoint } from '../../core/ports/model-client.ts'
import { withFields } from '../body-fields.ts'
import type { Surroundings } from '../exchange.ts'
import { embedWith } from '../openai-embeddings.ts'
import { complaintOf } from '../openai-failures.ts'
import { connectOpenAi } from '../openai-library.ts'
import { modelsOf } from '../openai-models.ts'
import { createWireClient, type Protocol } from '../wire-client.ts'
import { isPdf, isPicture } from '../sent-file.ts'
import { createAccumulator } from './accumulator.ts'
import { requestOf } from './request.ts'
import { vendorOf } from './vendor.ts'

/** Half of what a request may have: as base64 it grows by a third, and others may stand beside it. */
const mostPdfBytes = 16_000_000

const protocol: Protocol<OpenAI> = {
  connect: connectOpenAi,
  // The library sends and names errors. Bodies are read here, see docs/decisions.
  send: (library, request, streaming, signal, endpoint) =>
    library.chat.completions
      .create(withFields(requestOf(request, streaming, library.baseURL), endpoint), { signal })
      .asResponse(),
  list: (library, endpoint, signal) => modelsOf(library.models.list({ signal }), endpoint),
  embed: embedWith,
  takes: (file, { baseUrl }) =>
    isPicture(file) || (vendorOf(baseUrl, '').takesPdf && isPdf(file, mostPdfBytes)),
  createAccumulator,
  complaintOf,
  endMarkIsEnough: true,
}

/** Speaks OpenAI's Chat Completions, which most other providers and local servers imitate. */
export function createClient(endpoint: ModelEndpoint, around: Surroundings): ModelClient {
  return createWireClient(protocol, endpoint, around)
}
