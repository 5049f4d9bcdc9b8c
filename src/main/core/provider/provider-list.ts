import { providerIdOf, type ProviderId } from '../../../contract/id.ts'
import type {
  KeySource,
  KeyState,
  Protocol,
  ProviderAdvanced,
  ProviderView,
} from '../../../contract/provider.ts'
import type { ProviderLimits, RateLimits } from '../../../contract/provider-limits.ts'
import type { ProviderSettings } from '../../../contract/settings.ts'
import { ParleyError } from '../errors.ts'
import type { ModelEndpoint, ModelLimits } from '../ports/model-client.ts'
import type { ProviderBrand } from '../ports/provider-brand.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { KeyRing } from './key-ring.ts'
import { defaultLimitsFor } from './limits.ts'
import { networkOf, type ProviderNetwork } from './provider-network.ts'
import { keyName } from './secret-names.ts'
import { createSecretReader, type SecretReader } from './secret-reader.ts'
import type { SettingsBook } from './settings.ts'

/** A provider with everything that is decided about it; never leaves the main process. */
export interface KnownProvider extends ProviderNetwork {
  readonly id: ProviderId
  readonly name: string
  readonly protocol: Protocol
  readonly baseUrl: string
  readonly baseUrlFixed: boolean
  readonly defaultModel: string
  readonly needsKey: boolean
  readonly keySource: KeySource
  readonly credentials?: NonNullable<ModelEndpoint['credentials']>
  readonly keyVariable?: string
  readonly keyPageUrl?: string
  readonly builtIn: boolean
  /** Whether it is asked at the brand's own address. */
  readonly atHome: boolean
  /** On this computer, where it may or may not run. */
  readonly local: boolean
  /** Whether the user said anything about it. */
  readonly configured: boolean
  /** Its name in the catalogue of prices; absent where that knows nothing of it. */
  readonly prices?: string
  /** What the user chose of the time limits, and what holds otherwise. */
  readonly limits: ProviderLimits
  readonly defaultLimits: ModelLimits
  readonly rates: RateLimits
  /** All keys of the key store that can be read; none where the environment decides. */
  readonly keys: readonly StoredKey[]
  /** What the key store said of a secret of this provider that is there and cannot be read here. */
  readonly unreadable?: string
}

/** One of a provider's keys, with its number and how it stands. */
export interface StoredKey {
  readonly number: number
  readonly value: string
  readonly state: KeyState
}

/** The built-in brands and the providers that the user added. */
export interface ProviderList {
  all(): Promise<readonly KnownProvider[]>
  /** Throws `provider-unknown`. */
  get(id: string): Promise<KnownProvider>
}

export function createProviderList(
  brands: readonly ProviderBrand[],
  book: SettingsBook,
  secrets: SecretStore,
  ring: KeyRing,
): ProviderList {
  const rows = (): readonly ProviderBrand[] => {
    const own = Object.entries(book.current().providers).filter(
      ([id]) => !brands.some((brand) => brand.id === id),
    )
    return [...brands, ...own.map(([id, settings]) => brandOf(id, settings))]
  }
  const known = (row: ProviderBrand) => complete(row, { builtIn: brands.includes(row), book, secrets, ring })
  return {
    all: () => Promise.all(rows().map(known)),
    // The secrets of all others have nothing to do with it.
    async get(id) {
      const row = rows().find((each) => each.id === id)
      if (row) return known(row)
      const names = rows().map((each) => each.id)
      throw new ParleyError('provider-unknown', { params: { provider: id, known: names.join(', ') } })
    },
  }
}

/** What a screen may see of a provider: no key. */
export function viewOf(provider: KnownProvider): ProviderView {
  const { id, name, protocol, baseUrl, baseUrlFixed, defaultModel, keySource, keyPageUrl, builtIn } = provider
  return {
    id,
    name,
    protocol,
    baseUrl,
    baseUrlFixed,
    defaultModel,
    keySource,
    builtIn,
    usable: isUsable(provider),
    ...(provider.local && { local: true }),
    ...(protocol !== 'demo' && { advanced: advancedOf(provider) }),
    ...(keyPageUrl && { keyPageUrl }),
    ...(provider.credentials && { keyHint: hintOf(provider.credentials.value) }),
  }
}

function advancedOf(provider: KnownProvider): ProviderAdvanced {
  const { limits, defaultLimits, rates, network, headers, body, keys } = provider
  const { proxy, caFile, selfSigned } = network
  return {
    limits,
    defaultLimits,
    rates,
    proxy: typeof proxy === 'string' ? { kind: proxy } : { kind: 'url', url: proxy.url },
    proxySecret: typeof proxy !== 'string' && proxy.credentials !== undefined,
    ...(caFile && { caFile }),
    selfSigned,
    headers: Object.keys(headers),
    body,
    keys: keys.map(({ number, value, state }) => ({ number, hint: hintOf(value), state })),
  }
}

export function isUsable(provider: KnownProvider): boolean {
  if (provider.unreadable !== undefined || (provider.local && !provider.configured)) return false
  return !provider.needsKey || provider.credentials !== undefined
}

/** Enough of a key to recognise it, too little to use it. */
export function hintOf(key: string): string {
  return key.length < 16 ? '…' : `${key.slice(0, 3)}…${key.slice(-4)}`
}

function brandOf(id: string, settings: ProviderSettings): ProviderBrand {
  return {
    id: providerIdOf(id),
    name: settings.name ?? id,
    protocol: settings.protocol ?? 'openai-chat',
    baseUrl: settings.baseUrl ?? '',
    defaultModel: settings.defaultModel ?? '',
    needsKey: false,
  }
}

interface Around {
  readonly builtIn: boolean
  readonly book: SettingsBook
  readonly secrets: SecretStore
  readonly ring: KeyRing
}

async function complete(
  brand: ProviderBrand,
  { builtIn, book, secrets, ring }: Around,
): Promise<KnownProvider> {
  const overrides = book.overrides()
  const changed = book.current().providers[brand.id]
  const baseUrl = overrides.baseUrls[brand.id] ?? changed?.baseUrl ?? brand.baseUrl
  const fromEnvironment = overrides.credentials[brand.id]
  const [forKeys, forNetwork] = [createSecretReader(secrets), createSecretReader(secrets)]
  const keys = fromEnvironment ? [] : await keysOf(brand.id, changed?.moreKeys ?? [], forKeys, ring)
  const network = await networkOf(brand.id, baseUrl, changed, forNetwork)
  const [stored] = keys
  // One key that can be read is enough.
  const unreadable = (stored ? undefined : forKeys.fault()) ?? forNetwork.fault()
  const credentials = fromEnvironment ?? (stored && { kind: 'key' as const, value: stored.value })
  // A server of one's own may need no key, whatever brand it imitates.
  const needsKey = brand.needsKey && baseUrl === brand.baseUrl
  return {
    id: brand.id,
    name: changed?.name ?? brand.name,
    protocol: brand.protocol,
    baseUrl,
    baseUrlFixed: overrides.baseUrls[brand.id] !== undefined,
    defaultModel: changed?.defaultModel ?? overrides.defaultModels[brand.id] ?? brand.defaultModel,
    needsKey,
    keySource: sourceOf({ fromEnvironment, stored, unreadable, needsKey }),
    ...(unreadable !== undefined && { unreadable }),
    builtIn,
    atHome: builtIn && baseUrl === brand.baseUrl,
    local: brand.local ?? false,
    configured: changed !== undefined,
    ...(brand.prices && { prices: brand.prices }),
    limits: changed?.limits ?? {},
    rates: changed?.rates ?? {},
    keys,
    defaultLimits: defaultLimitsFor(baseUrl, book.current()),
    ...network,
    ...(credentials && { credentials }),
    ...(brand.keyVariable && { keyVariable: brand.keyVariable }),
    ...(brand.keyPageUrl && { keyPageUrl: brand.keyPageUrl }),
  }
}

async function keysOf(
  id: string,
  more: readonly number[],
  secrets: SecretReader,
  ring: KeyRing,
): Promise<readonly StoredKey[]> {
  const keys: StoredKey[] = []
  for (const number of [1, ...more]) {
    const value = await secrets.read(keyName(id, number))
    if (value) keys.push({ number, value, state: ring.stateOf(id, value) })
  }
  return keys
}

interface Sources extends Pick<KnownProvider, 'needsKey'> {
  readonly fromEnvironment: KnownProvider['credentials'] | undefined
  readonly stored: StoredKey | undefined
  readonly unreadable: string | undefined
}

function sourceOf({ fromEnvironment, stored, unreadable, needsKey }: Sources): KeySource {
  if (fromEnvironment) return 'environment'
  if (stored) return 'key-store'
  if (unreadable !== undefined) return 'unreadable'
  return needsKey ? 'none' : 'not-needed'
}
