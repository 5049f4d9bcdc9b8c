import { providerIdSchema, type ProviderId } from '../../../contract/id.ts'
import type { Notice } from '../../../contract/notice.ts'
import type { ProviderAdvanced, ProviderView } from '../../../contract/provider.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import type { FakeHandlers } from './fake-method.ts'
import { fakeAdvanced, fakeDemo, type FakeWorld } from './fake-world.ts'

type ProviderMethod = Extract<keyof FakeHandlers, `providers.${string}`> | 'models.list'
type AdvancedMethod = 'providers.update' | 'providers.set-header' | 'providers.remove-header'
type KeyMethod = 'providers.set-key' | 'providers.add-key' | 'providers.remove-key'

interface Shelf {
  readonly find: (id: ProviderId) => ProviderView
  readonly put: (provider: ProviderView) => ProviderView
}

/** Providers in memory. */
export function fakeProviderHandlers(
  world: FakeWorld,
  tell: (notice: Notice) => void,
): Pick<FakeHandlers, ProviderMethod> {
  const find = (id: ProviderId) => {
    const provider = world.providers.find((each) => each.id === id)
    if (!provider) throw new FailureError(localFailure('provider-unknown', { provider: id, known: '' }))
    return provider
  }
  const put = (provider: ProviderView) => {
    const others = world.providers.filter((each) => each.id !== provider.id)
    const index = world.providers.findIndex((each) => each.id === provider.id)
    world.providers = index < 0 ? [...others, provider] : others.toSpliced(index, 0, provider)
    tell({ type: 'providers-changed', providers: [...world.providers] })
    return provider
  }
  return {
    'providers.list': () => ({ providers: [...world.providers] }),
    'providers.add': ({ name, protocol, baseUrl, defaultModel = '' }) => {
      const id = providerIdSchema.parse(name.toLowerCase().replaceAll(/\W+/g, '-'))
      return put({
        ...fakeDemo,
        id,
        name,
        protocol,
        baseUrl,
        defaultModel,
        keySource: 'none',
        usable: true,
        builtIn: false,
      })
    },
    ...advancedHandlers({ find, put }),
    'providers.remove': ({ providerId }) => {
      world.providers = world.providers.filter((each) => each.id !== providerId)
      tell({ type: 'providers-changed', providers: [...world.providers] })
      return { providers: [...world.providers] }
    },
    ...keyHandlers(world, { find, put }),
    'providers.find-local': () => ({ found: world.localServers }),
    'providers.test': () => ({ durationMs: 412, modelCount: 3 }),
    'models.list': ({ providerId }) => ({
      models: world.models.filter((model) => model.providerId === providerId),
    }),
  }
}

function keyHandlers(world: FakeWorld, { find, put }: Shelf): Pick<FakeHandlers, KeyMethod> {
  return {
    'providers.set-key': ({ providerId, key }) => {
      world.keys.set(providerId, key)
      const keyHint = hintOf(key)
      const advanced = find(providerId).advanced ?? fakeAdvanced
      const keys = [{ number: 1, hint: keyHint, state: 'ready' } as const, ...advanced.keys.slice(1)]
      const stored = { keySource: 'key-store', keyHint, usable: true } as const
      return put({ ...find(providerId), ...stored, advanced: { ...advanced, keys } })
    },
    'providers.add-key': ({ providerId, key }) => {
      const provider = find(providerId)
      const advanced = provider.advanced ?? fakeAdvanced
      const added = { number: advanced.keys.length + 1, hint: hintOf(key), state: 'ready' } as const
      return put({ ...provider, advanced: { ...advanced, keys: [...advanced.keys, added] } })
    },
    'providers.remove-key': ({ providerId, number = 1 }) => {
      const { advanced } = find(providerId)
      if (advanced && number > 1) {
        const keys = advanced.keys.filter((each) => each.number !== number)
        return put({ ...find(providerId), advanced: { ...advanced, keys } })
      }
      world.keys.delete(providerId)
      const { keyHint: _, ...rest } = find(providerId)
      return put({ ...rest, keySource: 'none', usable: false })
    },
  }
}

function advancedHandlers({ find, put }: Shelf): Pick<FakeHandlers, AdvancedMethod> {
  const changeHeaders = (id: ProviderId, next: (headers: readonly string[]) => readonly string[]) => {
    const provider = find(id)
    const advanced = provider.advanced ?? fakeAdvanced
    return put({ ...provider, advanced: { ...advanced, headers: next(advanced.headers) } })
  }
  return {
    'providers.update': ({ providerId, change }) => {
      const { limits, rates, proxy, caFile, selfSigned, body, ...basic } = change
      const given = Object.fromEntries(Object.entries(basic).filter(([, value]) => value !== undefined))
      const provider = find(providerId)
      const changes = Object.entries({ limits, rates, proxy, caFile, selfSigned, body })
      const advanced = { ...fakeAdvanced, ...provider.advanced }
      const changed = changes.flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value ?? undefined]],
      )
      return put({
        ...provider,
        ...given,
        advanced: withDefaults({ ...advanced, ...Object.fromEntries(changed) }),
      })
    },
    'providers.set-header': ({ providerId, name }) =>
      changeHeaders(providerId, (headers) => [...headers.filter((each) => each !== name), name]),
    'providers.remove-header': ({ providerId, name }) =>
      changeHeaders(providerId, (headers) => headers.filter((each) => each !== name)),
  }
}

function hintOf(key: string): string {
  return `${key.slice(0, 3)}…${key.slice(-4)}`
}

// What is taken back is as it was before anything was chosen.
function withDefaults(advanced: ProviderAdvanced): ProviderAdvanced {
  const chosen = Object.entries(advanced).filter(([, value]) => value !== undefined)
  return { ...fakeAdvanced, ...Object.fromEntries(chosen) }
}
