import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { MethodInput, MethodOutput } from '../../contract/method.ts'
import type { Backup, Engine, Progress, StorageView } from '../../contract/storage.ts'
import type { Transport } from '../transport/transport.ts'
import { failureOf } from './failure.ts'

/** What became of a try to reach an engine. */
export type EngineTest =
  | { readonly kind: 'running' }
  | { readonly kind: 'passed'; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface StorageStoreState {
  readonly view?: StorageView
  readonly tests: Readonly<Partial<Record<Engine, EngineTest>>>
  /** Set while a move goes on. */
  readonly moving?: Progress | undefined
  /** What the chats can be brought back from, newest first. */
  readonly backups: readonly Backup[]
  readonly backingUp: boolean
}

/** Where the chats are kept. */
export interface Storage {
  readonly store: StoreApi<StorageStoreState>
  readonly load: () => Promise<void>
  readonly keep: (change: MethodInput<'storage.update'>) => Promise<void>
  /** The outcome is in the state. */
  readonly test: (choice: MethodInput<'storage.test'>) => Promise<void>
  /** Rejects with the core's failure; nothing has then changed. */
  readonly move: (choice: MethodInput<'storage.move'>) => Promise<MethodOutput<'storage.move'>>
  readonly loadBackups: () => Promise<void>
  /** Rejects with the core's failure; then there is no new one. */
  readonly backUp: () => Promise<void>
  /** Rejects with the core's failure; nothing has then changed. */
  readonly restore: (name: string) => Promise<MethodOutput<'storage.restore'>>
}

export function createStorage(transport: Transport): Storage {
  const store = createStore<StorageStoreState>(() => ({ tests: {}, backups: [], backingUp: false }))
  const setTest = (engine: Engine, test: EngineTest) =>
    store.setState(({ tests }) => ({ tests: { ...tests, [engine]: test } }))
  transport.subscribe((notice) => {
    if (notice.type === 'storage-changed') store.setState({ view: notice.storage })
    if (notice.type === 'storage-progress' && store.getState().moving) {
      store.setState({ moving: notice.progress })
    }
  })
  const loadBackups = async () => {
    const { backups } = await transport.invoke('storage.backups', {})
    store.setState({ backups })
  }
  return {
    store,
    loadBackups,
    async backUp() {
      store.setState({ backingUp: true })
      try {
        await transport.invoke('storage.backup', {})
        await loadBackups()
      } finally {
        store.setState({ backingUp: false })
      }
    },
    async restore(name) {
      const restored = await transport.invoke('storage.restore', { name })
      await loadBackups()
      return restored
    },
    load: async () => store.setState({ view: await transport.invoke('storage.get', {}) }),
    keep: async (change) => store.setState({ view: await transport.invoke('storage.update', change) }),
    async test(choice) {
      setTest(choice.engine, { kind: 'running' })
      const outcome = await transport.invoke('storage.test', choice).then(
        ({ durationMs }): EngineTest => ({ kind: 'passed', durationMs }),
        (error: unknown): EngineTest => ({ kind: 'failed', failure: failureOf(error) }),
      )
      setTest(choice.engine, outcome)
    },
    async move(choice) {
      store.setState({ moving: { done: 0, total: 0 } })
      try {
        const moved = await transport.invoke('storage.move', choice)
        store.setState({ view: moved.storage })
        return moved
      } finally {
        store.setState({ moving: undefined })
      }
    },
  }
}
