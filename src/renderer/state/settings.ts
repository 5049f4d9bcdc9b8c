import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MethodOutput } from '../../contract/method.ts'
import type { EffectiveSettings, SettingsChange } from '../../contract/settings.ts'
import type { Transport } from '../transport/transport.ts'

export interface SettingsState {
  readonly settings?: EffectiveSettings
  readonly info?: MethodOutput<'app.info'>
  /** The user's choice in this window while a flag decides for the whole app. */
  readonly parallelHere?: boolean
}

/** The settings in force, and the facts of the app itself. */
export interface SettingsStore {
  readonly store: StoreApi<SettingsState>
  readonly load: () => Promise<void>
  /** Saves a change at once. Rejects with the core's failure. */
  readonly update: (change: SettingsChange) => Promise<void>
  /** Chooses whether tool calls run together: for good, or for this window when a flag decides for the app. */
  readonly setParallel: (parallel: boolean) => Promise<void>
}

/** Whether the tool calls of a round run together in the next run of this window. */
export function isParallel({ parallelHere, settings }: SettingsState): boolean {
  return parallelHere ?? settings?.parallelTools ?? false
}

export function createSettings(transport: Transport): SettingsStore {
  const store = createStore<SettingsState>(() => ({}))
  transport.subscribe((notice) => {
    if (notice.type === 'settings-changed') store.setState({ settings: notice.settings })
  })
  const update = async (change: SettingsChange) => {
    store.setState({ settings: await transport.invoke('settings.update', change) })
  }
  return {
    store,
    update,
    async setParallel(parallelTools) {
      const decided = store.getState().settings?.overridden.includes('parallelTools')
      if (decided) store.setState({ parallelHere: parallelTools })
      else await update({ parallelTools })
    },
    async load() {
      const [settings, info] = await Promise.all([
        transport.invoke('settings.get', {}),
        transport.invoke('app.info', {}),
      ])
      store.setState({ settings, info })
    },
  }
}
