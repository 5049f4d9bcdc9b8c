import type { ProviderId } from '../../contract/id.ts'
import type { LocalServer } from '../../contract/provider.ts'
import type { ToolSource } from '../core/ports/tool-source.ts'
import type { Choice } from '../core/provider/choice.ts'
import type { Connections } from '../core/provider/connections.ts'
import type { KeyRing } from '../core/provider/key-ring.ts'
import type { Providers } from '../core/provider/providers.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'

export interface SettingsDependencies {
  readonly book: SettingsBook
  readonly choice: Choice
  readonly providers: Providers
  readonly connections: Connections
  readonly keyRing: KeyRing
  readonly findLocal: () => Promise<readonly LocalServer[]>
  readonly tools: ToolSource
}

type SettingsMethods =
  | Extract<keyof Handlers, `${'settings' | 'providers'}.${string}`>
  | 'models.list'
  | 'tools.list'

export function settingsHandlers(
  { book, choice, providers, connections, keyRing, findLocal, tools }: SettingsDependencies,
  audience: Audience,
): Pick<Handlers, SettingsMethods> {
  // A key, an address or a removal may change which provider answers by default, so both are told.
  const told = async <Result>(change: Promise<Result>): Promise<Result> => {
    const result = await change
    audience.tell({ type: 'providers-changed', providers: [...(await providers.views())] })
    audience.tell({ type: 'settings-changed', settings: await choice.effective() })
    return result
  }
  // Another key or another address: what was known of the keys may not be true any more.
  const renewed = <Result>(providerId: ProviderId, change: Promise<Result>): Promise<Result> => {
    keyRing.forget(providerId)
    return told(change)
  }
  const listed = async () => ({ providers: [...(await providers.views())] })
  return {
    'settings.get': () => choice.effective(),
    async 'settings.update'(change) {
      await told(book.update(change))
      return choice.effective()
    },
    'providers.list': listed,
    'providers.add': (settings) => told(providers.add(settings)),
    'providers.update': ({ providerId, change }) => {
      const update = providers.update(providerId, change)
      return change.baseUrl === undefined ? told(update) : renewed(providerId, update)
    },
    async 'providers.remove'({ providerId }) {
      await told(providers.remove(providerId))
      return listed()
    },
    'providers.set-key': ({ providerId, key }) => renewed(providerId, providers.setKey(providerId, key)),
    'providers.add-key': ({ providerId, key }) => renewed(providerId, providers.addKey(providerId, key)),
    'providers.remove-key': ({ providerId, number }) =>
      renewed(providerId, providers.removeKey(providerId, number)),
    'providers.set-header': ({ providerId, name, value }) =>
      told(providers.setHeader(providerId, name, value)),
    'providers.remove-header': ({ providerId, name }) => told(providers.removeHeader(providerId, name)),
    'providers.test': ({ providerId }) => connections.test(providerId),
    'providers.find-local': async () => ({ found: await findLocal() }),
    'models.list': async ({ providerId, refresh = false }) => ({
      models: [...(await connections.models(providerId, refresh))],
    }),
    'tools.list': async () => ({ tools: [...(await tools.list())] }),
  }
}
