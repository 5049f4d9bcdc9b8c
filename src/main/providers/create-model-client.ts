import { assertNever } from '../../contract/assert-never.ts'
import type { ModelClientFactory } from '../core/ports/model-client.ts'
import { createDispatchers } from './dispatchers.ts'
import type { Surroundings } from './exchange.ts'
import { createPatientFetch } from './patient-fetch.ts'
import type { ProxySources } from './proxy-choice.ts'

/** What clients get from outside. Without `proxies` none is used that a provider does not have of its own. */
export interface ClientSurroundings extends Surroundings {
  readonly proxies?: ProxySources
}

/** Makes clients. The code of a protocol, and its vendor's library, is loaded when the first client needs it. */
export function createModelClientFactory({ proxies, ...given }: ClientSurroundings): ModelClientFactory {
  const dispatchers = createDispatchers(proxies ?? { variables: {} })
  return async (endpoint) => {
    const around = { ...given, fetch: createPatientFetch(given.fetch, () => dispatchers.of(endpoint)) }
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
