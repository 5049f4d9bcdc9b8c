import type { ApprovalSettings } from '../../../contract/approval.ts'
import type { GrantedFolder } from '../../../contract/folder.ts'
import type { ProviderId } from '../../../contract/id.ts'
import type { LocalApiSettings } from '../../../contract/local-api.ts'
import type { McpServerSettings } from '../../../contract/mcp.ts'
import type { Prices } from '../../../contract/money.ts'
import {
  settingsSchema,
  type ProviderSettings,
  type Settings,
  type SettingsChange,
} from '../../../contract/settings.ts'
import type { StorageSettings } from '../../../contract/storage.ts'
import type { ToolSettings } from '../../../contract/tool-settings.ts'
import type { Overrides } from '../ports/overrides.ts'
import type { SettingsStore } from '../ports/settings-store.ts'

/** The fields that a flag or a variable may decide for one start. */
const overridable = ['providerId', 'model', 'streaming', 'parallelTools'] as const
export type OverriddenField = (typeof overridable)[number]

/** The settings in memory, written through. */
export interface SettingsBook {
  current(): Settings
  /** What flags and variables still decide: a field that the user changed since the start is decided by the user. */
  overrides(): Overrides
  overridden(): OverriddenField[]
  update(change: SettingsChange): Promise<void>
  updateStorage(storage: StorageSettings): Promise<void>
  updateApprovals(approvals: ApprovalSettings): Promise<void>
  updateTools(tools: ToolSettings): Promise<void>
  updateLocalApi(localApi: LocalApiSettings): Promise<void>
  /** Replaces the user's own prices of a model, named as `priceKey` does; `undefined` goes back to the catalogue's. */
  updatePrices(key: string, prices: Prices | undefined): Promise<void>
  /** Replaces what is kept of one provider; `undefined` removes it. */
  updateProvider(id: ProviderId, change: ProviderSettings | undefined): Promise<void>
  /** Replaces what is kept of all MCP servers, by name. */
  updateMcpServers(servers: Readonly<Record<string, McpServerSettings>>): Promise<void>
  updateFolders(folders: readonly GrantedFolder[]): Promise<void>
  /** Calls the listener after each change of the folders; returns the function that ends it. */
  watchFolders(listener: () => void): () => void
  /** Replaces which of the user's own tools may be loaded: the hash of each file, by its name. */
  updateOwnTools(ownTools: Readonly<Record<string, string>>): Promise<void>
}

/** Reads the settings once and keeps them. */
export function createSettingsBook(store: SettingsStore, atStart: Overrides): SettingsBook {
  let settings = store.read()
  let overrides = atStart
  const folderListeners = new Set<() => void>()

  // A change counts from the moment it is asked for: who presses a switch and then Return means both.
  const put = async (next: Settings, nextOverrides = overrides) => {
    const [before, overridesBefore] = [settings, overrides]
    settings = next
    overrides = nextOverrides
    try {
      await store.write(next)
    } catch (error) {
      if (settings === next) [settings, overrides] = [before, overridesBefore]
      throw error
    }
  }
  return {
    current: () => settings,
    overrides: () => overrides,
    overridden: () => overridable.filter((field) => overrides[field] !== undefined),
    update: (change) => put(settingsSchema.parse(changed(settings, change)), takenBack(overrides, change)),
    updateStorage: (storage) => put(settingsSchema.parse({ ...settings, storage })),
    updateApprovals: (approvals) => put(settingsSchema.parse({ ...settings, approvals })),
    updateTools: (tools) => put(settingsSchema.parse({ ...settings, tools })),
    updateLocalApi: (localApi) => put(settingsSchema.parse({ ...settings, localApi })),
    async updatePrices(key, prices) {
      const { [key]: _, ...others } = settings.prices
      await put(settingsSchema.parse({ ...settings, prices: prices ? { ...others, [key]: prices } : others }))
    },
    updateMcpServers: (mcpServers) => put(settingsSchema.parse({ ...settings, mcpServers })),
    updateOwnTools: (ownTools) => put(settingsSchema.parse({ ...settings, ownTools })),
    async updateFolders(folders) {
      await put(settingsSchema.parse({ ...settings, folders }))
      for (const listener of folderListeners) listener()
    },
    watchFolders(listener) {
      folderListeners.add(listener)
      return () => folderListeners.delete(listener)
    },
    async updateProvider(id, change) {
      const { [id]: _, ...others } = settings.providers
      await put(
        settingsSchema.parse({ ...settings, providers: change ? { ...others, [id]: change } : others }),
      )
    },
  }
}

function changed(settings: Settings, change: SettingsChange): Record<string, unknown> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const next = { ...settings, ...Object.fromEntries(given) }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null))
}

// A model belongs to a provider, so choosing either takes both back from the command line.
function takenBack(overrides: Overrides, change: SettingsChange): Overrides {
  const { providerId, model, models, streaming, parallelTools, ...rest } = overrides
  const chosen = change.providerId !== undefined || change.model !== undefined
  return {
    ...rest,
    models: chosen ? {} : models,
    ...(!chosen && providerId && { providerId }),
    ...(!chosen && model && { model }),
    ...(change.streaming === undefined && streaming !== undefined && { streaming }),
    ...(change.parallelTools === undefined && parallelTools !== undefined && { parallelTools }),
  }
}
