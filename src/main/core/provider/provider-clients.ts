import type { Clock } from '../ports/clock.ts'
import type { ModelClient, ModelClientFactory, ModelEndpoint } from '../ports/model-client.ts'
import type { KeyRing } from './key-ring.ts'
import { limitClient } from './limited-client.ts'
import { endpointFor } from './provider-endpoint.ts'
import type { KnownProvider } from './provider-list.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import { rotateKeys } from './rotating-client.ts'

/** The clients of the providers, one for each key, used again while nothing about their endpoints changed. */
export interface ProviderClients {
  /** A client that uses all keys of the provider. Throws `key-missing`, `base-url-invalid`. */
  of(provider: KnownProvider): Promise<ModelClient>
  /** The same for the runs of one session, which take turns with those of others where rates are limited. */
  forSession(provider: KnownProvider, sessionId: string): Promise<ModelClient>
}

export function createProviderClients(
  factory: ModelClientFactory,
  clock: Clock,
  ring: KeyRing,
): ProviderClients {
  const clients = new Map<string, { readonly endpoint: string; readonly client: Promise<ModelClient> }>()
  const limiters = new Map<string, RateLimiter>()

  const limiterOf = ({ id, rates }: KnownProvider) => {
    const limiter = limiters.get(id) ?? createRateLimiter(clock)
    limiters.set(id, limiter)
    limiter.allow(rates)
    return Object.values(rates).some((rate) => rate !== undefined) ? limiter : undefined
  }
  const clientOf = (endpoint: ModelEndpoint, number = 1) => {
    const described = JSON.stringify(endpoint)
    const place = `${endpoint.providerId}#${number}`
    const open = clients.get(place)
    if (open?.endpoint === described) return open.client
    const client = factory(endpoint)
    clients.set(place, { endpoint: described, client })
    client.catch(() => clients.delete(place))
    return client
  }
  const of = async (provider: KnownProvider) => {
    const { id: providerId, keys } = provider
    const endpoint = endpointFor(provider)
    if (keys.length < 2) return clientOf(endpoint)
    const numbers = new Map(keys.map(({ value, number }) => [value, number]))
    return rotateKeys({
      providerId,
      keys: [...numbers.keys()],
      clientOf: (value) => clientOf({ ...endpoint, credentials: { kind: 'key', value } }, numbers.get(value)),
      ring,
    })
  }
  return {
    of,
    async forSession(provider, sessionId) {
      const client = await of(provider)
      const limiter = limiterOf(provider)
      return limiter ? limitClient(client, limiter, sessionId) : client
    },
  }
}
