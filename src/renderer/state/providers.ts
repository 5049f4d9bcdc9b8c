import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { ProviderId } from '../../contract/id.ts'
import type { ConnectionTest, Model, ProviderView } from '../../contract/provider.ts'
import type { MethodInput } from '../../contract/method.ts'
import type { ProviderChange } from '../../contract/settings.ts'
import type { Transport } from '../transport/transport.ts'
import { failureOf } from './failure.ts'

export type ProviderTest =
  | { readonly kind: 'running' }
  | { readonly kind: 'passed'; readonly result: ConnectionTest }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface ProvidersState {
  readonly loaded: boolean
  readonly providers: readonly ProviderView[]
  readonly models: Readonly<Record<string, readonly Model[]>>
  /** The last *Test connection* of each provider; forgotten when its key or address changes. */
  readonly tests: Readonly<Record<string, ProviderTest>>
  /** Servers that run on this computer, by provider, as of the last look, with the models that they serve. */
  readonly found: Readonly<Record<string, readonly string[]>>
}

/** The providers, the models that were found at each, and the outcome of the last test of each. */
export interface Providers {
  readonly store: StoreApi<ProvidersState>
  readonly load: () => Promise<void>
  /** Asks for the models of one provider; a failure leaves the list as it is. */
  readonly loadModels: (providerId: ProviderId, refresh?: boolean) => Promise<void>
  /** Tests the connection and, when it works, reads the models. The outcome is in the state. */
  readonly test: (providerId: ProviderId) => Promise<ProviderTest>
  /** Keeps a key if it works: the provider counts as being tested from the start, and a refused key is removed. */
  readonly connect: (providerId: ProviderId, key: string) => Promise<ProviderTest>
  /** Looks for servers on this computer; a failure finds none. */
  readonly findLocal: () => Promise<void>
  /** Takes a server that was found into use, with its first model. */
  readonly takeLocal: (providerId: ProviderId) => Promise<void>
  readonly setKey: (providerId: ProviderId, key: string) => Promise<void>
  /** Keeps a further key, used where the ones before are refused or limited. */
  readonly addKey: (providerId: ProviderId, key: string) => Promise<void>
  /** Removes the key of that number, the first one by default. */
  readonly removeKey: (providerId: ProviderId, number?: number) => Promise<void>
  readonly setHeader: (providerId: ProviderId, name: string, value: string) => Promise<void>
  readonly removeHeader: (providerId: ProviderId, name: string) => Promise<void>
  readonly change: (providerId: ProviderId, change: ProviderChange) => Promise<void>
  readonly add: (provider: MethodInput<'providers.add'>) => Promise<ProviderView>
  readonly remove: (providerId: ProviderId) => Promise<void>
}

export function createProviders(transport: Transport): Providers {
  const store = createStore<ProvidersState>(() => ({
    loaded: false,
    providers: [],
    models: {},
    tests: {},
    found: {},
  }))
  transport.subscribe((notice) => {
    if (notice.type === 'providers-changed') store.setState({ providers: notice.providers })
  })
  const put = (provider: ProviderView) => store.setState((state) => withProvider(state, provider))
  const { after, forget, loadModels, setTest, test } = createTests(transport, store)
  return {
    store,
    loadModels,
    test,
    async connect(providerId, key) {
      setTest(providerId, { kind: 'running' })
      put(await transport.invoke('providers.set-key', { providerId, key }))
      const outcome = await test(providerId)
      if (outcome.kind === 'failed') put(await transport.invoke('providers.remove-key', { providerId }))
      return outcome
    },
    async load() {
      const { providers } = await transport.invoke('providers.list', {})
      store.setState({ providers, loaded: true })
      await Promise.all(providers.filter((each) => each.usable).map((each) => loadModels(each.id)))
    },
    ...localServers(transport, { store, put, loadModels }),
    setKey: (providerId, key) =>
      after(providerId, transport.invoke('providers.set-key', { providerId, key }).then(put)),
    async addKey(providerId, key) {
      put(await transport.invoke('providers.add-key', { providerId, key }))
    },
    removeKey(providerId, number) {
      const which = { providerId, ...(number && { number }) }
      return after(providerId, transport.invoke('providers.remove-key', which).then(put))
    },
    ...headers(transport, put, after),
    async change(providerId, change) {
      const changed = transport.invoke('providers.update', { providerId, change }).then(put)
      await (change.defaultModel === undefined ? after(providerId, changed) : changed)
    },
    async add(provider) {
      const added = await transport.invoke('providers.add', provider)
      put(added)
      return added
    },
    async remove(providerId) {
      const { providers } = await transport.invoke('providers.remove', { providerId })
      store.setState({ providers })
      forget(providerId)
    },
  }
}

function headers(
  transport: Transport,
  put: (provider: ProviderView) => void,
  after: (providerId: ProviderId, change: Promise<void>) => Promise<void>,
): Pick<Providers, 'setHeader' | 'removeHeader'> {
  return {
    setHeader: (providerId, name, value) =>
      after(providerId, transport.invoke('providers.set-header', { providerId, name, value }).then(put)),
    removeHeader: (providerId, name) =>
      after(providerId, transport.invoke('providers.remove-header', { providerId, name }).then(put)),
  }
}

interface Shelf extends Pick<Providers, 'store' | 'loadModels'> {
  readonly put: (provider: ProviderView) => void
}

function localServers(
  transport: Transport,
  { store, put, loadModels }: Shelf,
): Pick<Providers, 'findLocal' | 'takeLocal'> {
  return {
    async findLocal() {
      const { found } = await transport.invoke('providers.find-local', {}).catch(() => ({ found: [] }))
      store.setState({
        found: Object.fromEntries(found.map(({ providerId, models }) => [providerId, models])),
      })
    },
    async takeLocal(providerId) {
      const [defaultModel = ''] = store.getState().found[providerId] ?? []
      put(await transport.invoke('providers.update', { providerId, change: { defaultModel } }))
      await transport.invoke('settings.update', { providerId, model: null })
      store.setState(({ found }) => ({ found: without(found, providerId) }))
      await loadModels(providerId)
    },
  }
}

function createTests(transport: Transport, store: Providers['store']) {
  const setTest = (id: ProviderId, test: ProviderTest) =>
    store.setState(({ tests }) => ({ tests: { ...tests, [id]: test } }))
  const forget = (id: ProviderId) => store.setState(({ tests }) => ({ tests: without(tests, id) }))

  const changing = new Map<ProviderId, Promise<void>>()
  /** Forgets the last test when a change of what it tested is made. A test that is asked for meanwhile waits for it. */
  const after = async (id: ProviderId, change: Promise<void>): Promise<void> => {
    const changed = change.then(() => forget(id))
    changing.set(id, changed)
    try {
      await changed
    } finally {
      if (changing.get(id) === changed) changing.delete(id)
    }
  }

  const loadModels = async (providerId: ProviderId, refresh = false) => {
    const answer = await transport.invoke('models.list', { providerId, refresh }).catch(() => undefined)
    if (answer) store.setState(({ models }) => ({ models: { ...models, [providerId]: answer.models } }))
  }
  const test = async (providerId: ProviderId): Promise<ProviderTest> => {
    await changing.get(providerId)?.catch(() => undefined)
    setTest(providerId, { kind: 'running' })
    const outcome = await transport.invoke('providers.test', { providerId }).then(
      (result): ProviderTest => ({ kind: 'passed', result }),
      (error: unknown): ProviderTest => ({ kind: 'failed', failure: failureOf(error) }),
    )
    setTest(providerId, outcome)
    if (outcome.kind === 'passed') await loadModels(providerId, true)
    return outcome
  }
  return { after, forget, loadModels, setTest, test }
}

function withProvider(state: ProvidersState, provider: ProviderView): Partial<ProvidersState> {
  const index = state.providers.findIndex((each) => each.id === provider.id)
  return {
    providers: index < 0 ? [...state.providers, provider] : state.providers.with(index, provider),
  }
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key))
}
