import { sessionIdOf } from '../../../contract/id.ts'
import type { Settings } from '../../../contract/settings.ts'
import type { ModelClient, ModelEndpoint } from '../ports/model-client.ts'
import type { PriceCatalogue } from '../ports/price-catalogue.ts'
import type { ProviderBrand } from '../ports/provider-brand.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { noOverrides, type Overrides } from '../ports/overrides.ts'
import { createChoice } from '../provider/choice.ts'
import { createConnections } from '../provider/connections.ts'
import { createKeyRing } from '../provider/key-ring.ts'
import { createProviderList } from '../provider/provider-list.ts'
import { createProviders } from '../provider/providers.ts'
import { createSettingsBook } from '../provider/settings.ts'
import { createFakeClock } from './fake-clock.ts'
import { fakeBrands, fakeSecrets, fakeSettings } from './fake-providers.ts'
import { createScriptedModel } from './scripted-model.ts'

/** A key that must be found nowhere but where keys belong. */
export const canary = 'sk-canary-0123456789abcdef'

/** A session whose runs ask. */
export const session = sessionIdOf('session')

export interface ProvidersGiven {
  readonly settings?: Partial<Settings>
  readonly overrides?: Partial<Overrides>
  readonly keys?: Readonly<Record<string, string>>
  /** In place of `keys`. */
  readonly secrets?: SecretStore
  /** `fakeBrands` unless told. */
  readonly brands?: readonly ProviderBrand[]
  /** One without models unless told. */
  readonly catalogue?: Pick<PriceCatalogue, 'models' | 'knows'>
  /** Makes the client of an endpoint; by default one that says nothing. */
  readonly client?: (endpoint: ModelEndpoint) => ModelClient
}

const emptyCatalogue = { models: async () => [], knows: async () => false }

/** Everything about providers on fakes. `endpoints` is every endpoint for which a client was made. */
export function setUpProviders(given: ProvidersGiven) {
  const store = fakeSettings(given.settings)
  const secrets = given.secrets ?? fakeSecrets(given.keys)
  const clock = createFakeClock()
  const book = createSettingsBook(store, { ...noOverrides, ...given.overrides })
  const ring = createKeyRing(clock)
  const list = createProviderList(given.brands ?? fakeBrands, book, secrets, ring)
  const endpoints: ModelEndpoint[] = []
  const factory = async (endpoint: ModelEndpoint) => {
    endpoints.push(endpoint)
    return given.client?.(endpoint) ?? createScriptedModel([])
  }
  const connections = createConnections(list, factory, clock, ring)
  return {
    store,
    secrets,
    clock,
    book,
    endpoints,
    connections,
    ring,
    choice: createChoice(book, list, given.catalogue ?? emptyCatalogue),
    providers: createProviders(list, book, secrets),
  }
}
