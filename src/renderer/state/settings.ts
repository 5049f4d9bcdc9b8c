import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MethodOutput } from '../../contract/method.ts'
import type { EffectiveSettings, SettingsChange } from '../../contract/settings.ts'
import type { Transport } from '../transport/transport.ts'

export interface SettingsState {
  readonly settings?: EffectiveSettings
  readonly info?: MethodOutput<'app.info'>
}

/** The settings in force, and the facts of the app itself. */
export interface SettingsStore {
  readonly store: StoreApi<SettingsState>
  readonly load: () => Promise<void>
  /** Shows a change at once and saves it; takes it back and rejects with the core's failure if it cannot be saved. */
  readonly update: (change: SettingsChange) => Promise<void>
}

/** Whether the tool calls of a round run together in the next run of this window. */
export function isParallel({ settings }: SettingsState): boolean {
  return settings?.parallelTools ?? false
}

export function createSettings(transport: Transport): SettingsStore {
  const store = createStore<SettingsState>(() => ({}))
  transport.subscribe((notice) => {
    if (notice.type === 'settings-changed') store.setState({ settings: notice.settings })
  })
  // Who presses a switch and then Return means both, so a switch does not wait for the disk.
  const update = async (change: SettingsChange) => {
    const { settings: before } = store.getState()
    if (before) store.setState({ settings: { ...before, ...plainFields(change) } })
    try {
      store.setState({ settings: await transport.invoke('settings.update', change) })
    } catch (error) {
      if (before) store.setState({ settings: before })
      throw error
    }
  }
  return {
    store,
    update,
    async load() {
      const [settings, info] = await Promise.all([
        transport.invoke('settings.get', {}),
        transport.invoke('app.info', {}),
      ])
      store.setState({ settings, info })
    },
  }
}

/** The fields whose effect is their value; which provider answers is the core's to say. */
function plainFields({
  streaming,
  parallelTools,
  maxRounds,
  theme,
  look,
}: SettingsChange): Partial<EffectiveSettings> {
  return {
    ...(streaming !== undefined && { streaming }),
    ...(parallelTools !== undefined && { parallelTools }),
    ...(maxRounds !== undefined && { maxRounds }),
    ...(theme !== undefined && { theme }),
    ...(look !== undefined && { look }),
  }
}
