import type { ProviderSettings } from '../../../contract/settings.ts'
import type { ModelEndpoint, ModelNetwork } from '../ports/model-client.ts'
import { headerName, proxyName } from './secret-names.ts'
import type { SecretReader } from './secret-reader.ts'

/** How a provider is reached and what goes with each request, secrets included. */
export interface ProviderNetwork extends Required<Pick<ModelEndpoint, 'network' | 'headers' | 'body'>> {}

/** Puts together what the settings and the secret store know. */
export async function networkOf(
  id: string,
  baseUrl: string,
  settings: ProviderSettings | undefined,
  secrets: SecretReader,
): Promise<ProviderNetwork> {
  return {
    network: {
      proxy: await proxyOf(id, settings, secrets),
      selfSigned: settings?.selfSignedOrigin !== undefined && settings.selfSignedOrigin === originOf(baseUrl),
      ...(settings?.caFile && { caFile: settings.caFile }),
    },
    headers: await headersOf(id, settings?.headers ?? [], secrets),
    body: settings?.body ?? {},
  }
}

/** The origin of an address; `undefined` for what is none. */
export function originOf(baseUrl: string): string | undefined {
  return URL.parse(baseUrl)?.origin
}

async function proxyOf(
  id: string,
  settings: ProviderSettings | undefined,
  secrets: SecretReader,
): Promise<ModelNetwork['proxy']> {
  const proxy = settings?.proxy ?? { kind: 'environment' }
  if (proxy.kind !== 'url') return proxy.kind
  const credentials = await secrets.read(proxyName(id))
  return { url: proxy.url, ...(credentials !== undefined && { credentials }) }
}

async function headersOf(
  id: string,
  names: readonly string[],
  secrets: SecretReader,
): Promise<Readonly<Record<string, string>>> {
  const headers: Record<string, string> = {}
  for (const name of names) {
    const value = await secrets.read(headerName(id, name))
    if (value !== undefined) headers[name] = value
  }
  return headers
}
