import { providerIdOf } from '../../../contract/id.ts'
import { settingsSchema, type Settings } from '../../../contract/settings.ts'
import { ParleyError } from '../errors.ts'
import type { ProviderBrand } from '../ports/provider-brand.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { SettingsStore } from '../ports/settings-store.ts'

/** Settings in memory; `written` is every state that was saved. */
export function fakeSettings(
  start: Partial<Settings> = {},
): SettingsStore & { readonly written: Settings[] } {
  const written: Settings[] = []
  const first = settingsSchema.parse(start)
  return {
    written,
    read: () => written.at(-1) ?? first,
    async write(settings) {
      written.push(settings)
    },
  }
}

/** Keys in memory. Those of `unreadable` are there, and cannot be read until they are set anew. */
export function fakeSecrets(
  keys: Readonly<Record<string, string>> = {},
  unreadable: readonly string[] = [],
): SecretStore {
  const kept = new Map(Object.entries(keys))
  const lost = new Set(unreadable)
  return {
    kind: 'file',
    async get(name) {
      if (lost.has(name))
        throw new ParleyError('key-store-failed', { params: { detail: 'the keyring is new' } })
      return kept.get(name)
    },
    async set(name, value) {
      lost.delete(name)
      kept.set(name, value)
    },
    async remove(name) {
      lost.delete(name)
      kept.delete(name)
    },
  }
}

export const fakeBrands: readonly ProviderBrand[] = [
  {
    id: providerIdOf('openai'),
    name: 'OpenAI',
    protocol: 'openai-chat',
    baseUrl: 'https://api.openai.example/v1',
    keyVariable: 'OPENAI_API_KEY',
    defaultModel: 'gpt',
    needsKey: true,
  },
  {
    id: providerIdOf('anthropic'),
    name: 'Anthropic',
    protocol: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.example',
    keyVariable: 'ANTHROPIC_API_KEY',
    defaultModel: 'claude',
    needsKey: true,
  },
  {
    id: providerIdOf('demo'),
    name: 'Demo model',
    protocol: 'demo',
    baseUrl: '',
    defaultModel: 'demo',
    needsKey: false,
  },
]
