import { assertNever } from '../../contract/assert-never.ts'
import type { ModelClientFactory } from '../core/ports/model-client.ts'
import { createDirectFetch } from './direct-fetch.ts'
import { createDispatchers } from './dispatchers.ts'
import type { Surroundings } from './exchange.ts'
import type { ProxySources } from './proxy-choice.ts'
import type { Fetch } from './wire-fetch.ts'

/** What clients get from outside. */
export interface ClientSurroundings extends Omit<Surroundings, 'fetch'> {
  /** Answers in the place of the network. */
  readonly fetch?: Fetch
  /** Absent: no proxy is used that a provider does not have of its own. */
  readonly proxies?: ProxySources
}

/** Makes clients. The code of a protocol, and its vendor's library, is loaded when the first client needs it. */
export function createModelClientFactory({ proxies, ...given }: ClientSurroundings): ModelClientFactory {
  const dispatchers = createDispatchers(proxies ?? { variables: {} })
  return async (endpoint) => {
    const around = { ...given, fetch: given.fetch ?? createDirectFetch(() => dispatchers.of(endpoint)) }
    switch (endpoint.protocol) {
      case 'openai-chat':
        return (await import('./openai-chat/client.ts')).createClient(endpoint, around)
      case 'openai-responses':
        return (await import('./openai-responses/client.ts')).createClient(endpoint, around)
      case 'anthropic-messages':
        return (await import('./anthropic-messages/client.ts')).createClient(endpoint, around)
      case 'demo':
        return (await import('./demo/client.ts')).createClient(endpoint, around)
      default:
        return assertNever(endpoint.protocol)
    }
  }
}
