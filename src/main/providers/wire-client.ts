import type { Model } from '../../contract/provider.ts'
import type {
  EmbeddingAnswer,
  EmbeddingRequest,
  ModelClient,
  ModelEndpoint,
  ModelRequest,
} from '../core/ports/model-client.ts'
import { exchange, outcomeOf, type Accumulator, type Plan, type Surroundings } from './exchange.ts'
import { askWhole } from './ask-whole.ts'
import { tidyJson, tidyList } from './list-models.ts'
import { withoutEmbeddings } from './unsupported.ts'
import type { SentFile } from './sent-file.ts'
import { createWireFetch, type Fetch } from './wire-fetch.ts'

/** What a protocol has of its own. All else is the same for every provider that is asked through a client library. */
export interface Protocol<Library> extends Pick<Plan, 'complaintOf' | 'endMarkIsEnough'> {
  /** Sets up the client library. Throws ParleyError when the endpoint cannot be one. */
  readonly connect: (endpoint: ModelEndpoint, fetch: Fetch) => Library
  /** Sends the request and gives the answer as it begins, its body unread. Rejects when the provider refuses. */
  readonly send: (
    library: Library,
    request: ModelRequest,
    streaming: boolean,
    signal: AbortSignal,
    endpoint: ModelEndpoint,
  ) => Promise<Response>
  readonly list: (library: Library, endpoint: ModelEndpoint, signal: AbortSignal) => Promise<readonly Model[]>
  /** Absent where the protocol has no embeddings. */
  readonly embed?: (
    library: Library,
    request: EmbeddingRequest,
    endpoint: ModelEndpoint,
    signal: AbortSignal,
  ) => Promise<EmbeddingAnswer>
  /** Which files can be sent as they are. */
  readonly takes: (file: SentFile, endpoint: ModelEndpoint) => boolean
  readonly createAccumulator: (messages: ModelRequest['messages']) => Accumulator
}

/** A client that speaks one protocol with one endpoint. */
export function createWireClient<Library>(
  { connect, send, list, embed, takes, createAccumulator, complaintOf, endMarkIsEnough }: Protocol<Library>,
  endpoint: ModelEndpoint,
  around: Surroundings,
): ModelClient {
  // One for all requests: to set the library up takes longer than to send.
  let library: Library | undefined
  const ask = (request: ModelRequest, streaming: boolean, caller: AbortSignal) => {
    const plan: Plan = {
      model: request.model,
      size: () => JSON.stringify(request.messages).length,
      accumulator: createAccumulator(request.messages),
      complaintOf,
      endMarkIsEnough,
      async send(signal) {
        library ??= connect(endpoint, createWireFetch(around.fetch, endpoint, around.userAgent))
        return send(library, request, streaming, signal, endpoint)
      },
    }
    return exchange(plan, endpoint, around, caller)
  }
  return {
    stream: (request, { signal }) => ask(request, true, signal),
    complete: (request, { signal }) => outcomeOf(ask(request, false, signal)),
    takes: (file) => takes(file, endpoint),
    listModels: ({ signal }) =>
      askWhole(endpoint, around, signal, {
        complaintOf,
        model: '',
        size: () => 0,
        tidy: (text) => tidyList(text, endpoint),
        ask: async (wire, until) => list(connect(endpoint, wire), endpoint, until),
      }),
    async embed(request, { signal }) {
      if (!embed) throw withoutEmbeddings(endpoint)
      return askWhole(endpoint, around, signal, {
        complaintOf,
        model: request.model,
        size: () => JSON.stringify(request.texts).length,
        tidy: (text) => tidyJson(text, endpoint),
        ask: (wire, until) => embed(connect(endpoint, wire), request, endpoint, until),
      })
    },
  }
}
