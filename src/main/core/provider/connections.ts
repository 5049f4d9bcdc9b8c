import type { SessionId } from '../../../contract/id.ts'
import type { ConnectionTest, Model } from '../../../contract/provider.ts'
import { untilAborted } from '../../base/abort.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type {
  EmbeddingAnswer,
  EmbeddingRequest,
  ModelClient,
  ModelClientFactory,
  ModelEndpoint,
} from '../ports/model-client.ts'
import type { KeyRing } from './key-ring.ts'
import { createProviderClients } from './provider-clients.ts'
import { endpointFor } from './provider-endpoint.ts'
import type { KnownProvider, ProviderList } from './provider-list.ts'

/** How long a list of models or a test may take, and how long a list stays fresh, in milliseconds. */
const listTimeoutMs = 20_000
const freshMs = 600_000
/** How long vectors may take. */
const embedTimeoutMs = 300_000

/** The clients of the providers, made when first needed and used again while nothing about them changed. */
export interface Connections {
  /**
   * The client for the runs of one session, which take turns with those of others where the provider's rates are
   * limited. Throws `provider-unknown`, `key-missing`, `base-url-invalid`.
   */
  connect(providerId: string, sessionId: SessionId): Promise<ModelClient>
  /** The provider's models, at most ten minutes old unless `refresh`. Throws like `connect` and as the client does. */
  models(providerId: string, refresh: boolean): Promise<readonly Model[]>
  /** Asks for the models and waits so many milliseconds at most. Throws like `models`. */
  peek(providerId: string, mostMs: number): Promise<readonly Model[]>
  /** Vectors of texts. Throws like `connect` and as the client does; `signal` ends it. */
  readonly embed: (
    providerId: string,
    request: EmbeddingRequest,
    signal?: AbortSignal,
  ) => Promise<EmbeddingAnswer>
  /** Asks for the models now and says how that went. */
  test(providerId: string): Promise<ConnectionTest>
}

export function createConnections(
  list: ProviderList,
  factory: ModelClientFactory,
  clock: Clock,
  ring: KeyRing,
): Connections {
  const clients = createProviderClients(factory, clock, ring)
  const known = new Map<
    string,
    { readonly at: number; readonly endpoint: string; readonly models: readonly Model[] }
  >()

  const fetchModels = async (provider: KnownProvider, mostMs = listTimeoutMs) => {
    const endpoint = endpointFor(provider)
    const client = await clients.of(provider)
    const models = await withTimeout(endpoint, clock, mostMs, (signal) => client.listModels({ signal }))
    known.set(provider.id, { at: clock.elapsed(), endpoint: JSON.stringify(endpoint), models })
    return models
  }
  return {
    async connect(providerId, sessionId) {
      return clients.forSession(await list.get(providerId), sessionId)
    },
    async models(providerId, refresh) {
      const provider = await list.get(providerId)
      const described = JSON.stringify(endpointFor(provider))
      const kept = known.get(providerId)
      const fresh = kept && kept.endpoint === described && clock.elapsed() - kept.at < freshMs
      return fresh && !refresh ? kept.models : fetchModels(provider)
    },
    peek: async (providerId, mostMs) => fetchModels(await list.get(providerId), mostMs),
    async embed(providerId, request, stop) {
      const provider = await list.get(providerId)
      const client = await clients.forSession(provider, `embeddings of ${providerId}`)
      return withTimeout(endpointFor(provider), clock, embedTimeoutMs, (signal) =>
        client.embed(request, { signal: stop ? AbortSignal.any([signal, stop]) : signal }),
      )
    },
    async test(providerId) {
      const begun = clock.elapsed()
      const models = await fetchModels(await list.get(providerId))
      return { durationMs: clock.elapsed() - begun, modelCount: models.length }
    },
  }
}

async function withTimeout<Value>(
  endpoint: ModelEndpoint,
  clock: Clock,
  mostMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const limit = new AbortController()
  const params = { provider: endpoint.name, seconds: String(mostMs / 1000) }
  const forget = clock.after(mostMs, () => limit.abort(new ParleyError('first-byte-timeout', { params })))
  try {
    return await untilAborted(work(limit.signal), limit.signal)
  } finally {
    forget()
  }
}
