import type { ProviderLimits } from '../../../contract/provider-limits.ts'
import { ParleyError } from '../errors.ts'
import type { ModelEndpoint, ModelLimits } from '../ports/model-client.ts'
import { checkBaseUrl } from './base-url.ts'
import type { KnownProvider } from './provider-list.ts'

/** Where and as whom a provider is asked, with its first key. Throws `key-unreadable`, `key-missing`, `base-url-invalid`. */
export function endpointFor(provider: KnownProvider): ModelEndpoint {
  const { id, name, protocol, credentials, keyVariable, network, headers, body } = provider
  if (provider.unreadable !== undefined) {
    throw new ParleyError('key-unreadable', { params: { provider: name, detail: provider.unreadable } })
  }
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
