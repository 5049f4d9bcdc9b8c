import { providerIdOf, type ProviderId } from '../../../contract/id.ts'
import type { ProviderView } from '../../../contract/provider.ts'
import type { ProviderChange, ProviderSettings } from '../../../contract/settings.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { checkBaseUrl } from './base-url.ts'
import { changed, changeOf } from './provider-change.ts'
import { viewOf, type ProviderList } from './provider-list.ts'
import { createProviderSecrets, type ProviderSecrets } from './provider-secrets.ts'
import type { SettingsBook } from './settings.ts'

/** What the settings screen does with providers. Every method throws `provider-unknown` for an unknown id. */
export interface Providers extends ProviderSecrets {
  views(): Promise<readonly ProviderView[]>
  /** Throws `base-url-invalid`. */
  add(settings: ProviderSettings & { readonly name: string; readonly baseUrl: string }): Promise<ProviderView>
  /** Throws `base-url-invalid`, `proxy-invalid`, `body-field-reserved`. */
  update(id: ProviderId, change: ProviderChange): Promise<ProviderView>
  /** Removes a provider that the user added, or all changes to a built-in one, and its key. */
  remove(id: ProviderId): Promise<void>
}

export function createProviders(list: ProviderList, book: SettingsBook, secrets: SecretStore): Providers {
  const view = async (id: ProviderId) => viewOf(await list.get(id))
  const kept = createProviderSecrets(list, book, secrets)
  return {
    ...kept,
    views: async () => (await list.all()).map(viewOf),
    async add(settings) {
      const baseUrl = checkBaseUrl(settings.baseUrl, settings.name)
      const taken = new Set((await list.all()).map(({ id }): string => id))
      const id = freeId(settings.name, taken)
      await book.updateProvider(id, { ...settings, baseUrl })
      return view(id)
    },
    async update(id, change) {
      const provider = await list.get(id)
      const before = book.current().providers[id]
      await book.updateProvider(id, changed(before, await changeOf(provider, before, change, secrets)))
      return view(id)
    },
    async remove(id) {
      await list.get(id)
      await kept.removeAll(id)
      await book.updateProvider(id, undefined)
      if (book.current().providerId === id) await book.update({ providerId: null, model: null })
    },
  }
}

function freeId(name: string, taken: ReadonlySet<string>): ProviderId {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const stem = words.replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'provider'
  if (!taken.has(stem)) return providerIdOf(stem)
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return providerIdOf(`${stem}-${n}`)
}
