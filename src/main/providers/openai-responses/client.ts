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

/** Half of what a request may have: as base64 it grows by a third, and others may stand beside it. */
const mostPdfBytes = 16_000_000

const protocol: Protocol<OpenAI> = {
  connect: connectOpenAi,
  send: (library, request, streaming, signal, endpoint) =>
    library.responses
      .create(withFields(requestOf(request, streaming, endpoint), endpoint), { signal })
      .asResponse(),
  list: (library, endpoint, signal) => modelsOf(library.models.list({ signal }), endpoint),
  embed: embedWith,
  takes: (file) => isPicture(file) || isPdf(file, mostPdfBytes),
  createAccumulator,
  complaintOf,
  endMarkIsEnough: true,
}

/** Speaks OpenAI's Responses: https://platform.openai.com/docs/api-reference/responses. */
export function createClient(endpoint: ModelEndpoint, around: Surroundings): ModelClient {
  return createWireClient(protocol, endpoint, around)
}
