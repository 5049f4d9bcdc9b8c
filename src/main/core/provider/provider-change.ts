import {
  providerSettingsSchema,
  type ProviderChange,
  type ProviderSettings,
} from '../../../contract/settings.ts'
import { readProxyUrl, withoutCredentials } from '../../base/proxy-url.ts'
import { ParleyError } from '../errors.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { checkBaseUrl } from './base-url.ts'
import type { KnownProvider } from './provider-list.ts'
import { originOf } from './provider-network.ts'
import { checkBody } from './reserved.ts'
import { proxyName } from './secret-names.ts'

/** What a change replaces: `undefined` leaves a field as it is, `null` takes it away. */
type Fields = { readonly [Key in keyof ProviderSettings]?: ProviderSettings[Key] | null | undefined }

/**
 * Checks a change and says what it means for the settings; secrets in it go to their store. Throws `base-url-invalid`,
 * `proxy-invalid`, `body-field-reserved`.
 */
export async function changeOf(
  provider: KnownProvider,
  before: ProviderSettings | undefined,
  wished: ProviderChange,
  secrets: SecretStore,
): Promise<Fields> {
  const { protocol: _, selfSigned, proxy, ...change } = wished
  const baseUrl = change.baseUrl === undefined ? undefined : checkBaseUrl(change.baseUrl, provider.name)
  if (change.body) checkBody(change.body)
  const origin = originOf(baseUrl ?? provider.baseUrl)
  return {
    ...change,
    baseUrl,
    ...(selfSigned !== undefined && { selfSignedOrigin: selfSigned ? origin : null }),
    ...(proxy !== undefined && { proxy: await proxyChange(provider, before?.proxy, proxy, secrets) }),
  }
}

/** The settings after a change. */
export function changed(settings: ProviderSettings | undefined, change: Fields): ProviderSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const next = Object.entries({ ...settings, ...Object.fromEntries(given) })
  return providerSettingsSchema.parse(Object.fromEntries(next.filter(([, value]) => value !== null)))
}

// Credentials belong to one proxy, and to no other one.
async function proxyChange(
  { id }: KnownProvider,
  before: ProviderSettings['proxy'],
  proxy: ProviderSettings['proxy'] | null,
  secrets: SecretStore,
): Promise<Fields['proxy']> {
  const split = proxy?.kind === 'url' ? readProxyUrl(proxy.url) : undefined
  if (proxy?.kind === 'url' && !split)
    throw new ParleyError('proxy-invalid', { params: { proxy: withoutCredentials(proxy.url) } })
  const stays = before?.kind === 'url' && before.url === split?.url
  if (split?.credentials !== undefined) await secrets.set(proxyName(id), split.credentials)
  else if (!stays) await secrets.remove(proxyName(id))
  return split ? { kind: 'url', url: split.url } : proxy
}
