import type { SessionId } from '../../../contract/id.ts'
import type { ConnectionTest, Model } from '../../../contract/provider.ts'
import type { ProviderLimits } from '../../../contract/provider-limits.ts'
import { untilAborted } from '../../base/abort.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { ModelClient, ModelClientFactory, ModelEndpoint, ModelLimits } from '../ports/model-client.ts'
import { checkBaseUrl } from './base-url.ts'
import { limitClient } from './limited-client.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import type { KnownProvider, ProviderList } from './provider-list.ts'

/** How long a list of models or a test may take, and how long a list stays fresh, in milliseconds. */
const listTimeoutMs = 20_000
const freshMs = 600_000

/** The clients of the providers, made when first needed and used again while nothing about them changed. */
export interface Connections {
  /**
   * The client for the runs of one session, which take turns with those of others where the provider's rates are
   * limited. Throws `provider-unknown`, `key-missing`, `base-url-invalid`.
   */
  connect(providerId: string, sessionId: SessionId): Promise<ModelClient>
  /** The provider's models, at most ten minutes old unless `refresh`. Throws like `connect` and as the client does. */
  models(providerId: string, refresh: boolean): Promise<readonly Model[]>
  /** Asks for the models now and says how that went. */
  test(providerId: string): Promise<ConnectionTest>
}

export function createConnections(
  list: ProviderList,
  factory: ModelClientFactory,
  clock: Clock,
): Connections {
  const clients = new Map<string, { readonly endpoint: string; readonly client: Promise<ModelClient> }>()
  const limiters = new Map<string, RateLimiter>()
  const known = new Map<
    string,
    { readonly at: number; readonly endpoint: string; readonly models: readonly Model[] }
  >()

  const limiterOf = ({ id, rates }: KnownProvider) => {
    const limiter = limiters.get(id) ?? createRateLimiter(clock)
    limiters.set(id, limiter)
    limiter.allow(rates)
    return Object.values(rates).some((rate) => rate !== undefined) ? limiter : undefined
  }
  const endpointOf = async (providerId: string) => endpointFor(await list.get(providerId))
  const clientOf = (endpoint: ModelEndpoint) => {
    const described = JSON.stringify(endpoint)
    const open = clients.get(endpoint.providerId)
    if (open?.endpoint === described) return open.client
    const client = factory(endpoint)
    clients.set(endpoint.providerId, { endpoint: described, client })
    client.catch(() => clients.delete(endpoint.providerId))
    return client
  }
  const fetchModels = async (endpoint: ModelEndpoint) => {
    const client = await clientOf(endpoint)
    const models = await withTimeout(endpoint, clock, (signal) => client.listModels({ signal }))
    known.set(endpoint.providerId, { at: clock.elapsed(), endpoint: JSON.stringify(endpoint), models })
    return models
  }
  return {
    async connect(providerId, sessionId) {
      const provider = await list.get(providerId)
      const client = await clientOf(endpointFor(provider))
      const limiter = limiterOf(provider)
      return limiter ? limitClient(client, limiter, sessionId) : client
    },
    async models(providerId, refresh) {
      const endpoint = await endpointOf(providerId)
      const kept = known.get(providerId)
      const fresh = kept && kept.endpoint === JSON.stringify(endpoint) && clock.elapsed() - kept.at < freshMs
      return fresh && !refresh ? kept.models : fetchModels(endpoint)
    },
    async test(providerId) {
      const begun = clock.elapsed()
      const models = await fetchModels(await endpointOf(providerId))
      return { durationMs: clock.elapsed() - begun, modelCount: models.length }
    },
  }
}

function endpointFor(provider: KnownProvider): ModelEndpoint {
  const { id, name, protocol, credentials, keyVariable, network, headers, body } = provider
  if (provider.needsKey && !credentials) {
    throw new ParleyError('key-missing', { params: { provider: name, variable: keyVariable ?? '' } })
  }
  return {
    providerId: id,
    name,
    protocol,
    baseUrl: protocol === 'demo' ? '' : checkBaseUrl(provider.baseUrl, name),
    limits: { ...provider.defaultLimits, ...given(provider.limits) },
    ...(credentials && { credentials }),
    network,
    headers,
    body,
  }
}

// What is present but undefined must not hide the default.
function given({ firstByteMs, idleMs, totalMs }: ProviderLimits): Partial<ModelLimits> {
  return {
    ...(firstByteMs !== undefined && { firstByteMs }),
    ...(idleMs !== undefined && { idleMs }),
    ...(totalMs !== undefined && { totalMs }),
  }
}

async function withTimeout<Value>(
  endpoint: ModelEndpoint,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const limit = new AbortController()
  const params = { provider: endpoint.name, seconds: String(listTimeoutMs / 1000) }
  const forget = clock.after(listTimeoutMs, () =>
    limit.abort(new ParleyError('first-byte-timeout', { params })),
  )
  try {
    return await untilAborted(work(limit.signal), limit.signal)
  } finally {
    forget()
  }
}
