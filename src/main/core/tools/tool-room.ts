import {
  keyedServices,
  type KeyedService,
  type ToolChange,
  type ToolSettingsView,
} from '../../../contract/tool-settings.ts'
import { ParleyError } from '../errors.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { checkBaseUrl } from '../provider/base-url.ts'
import { createSecretReader } from '../provider/secret-reader.ts'
import type { SettingsBook } from '../provider/settings.ts'

/** What the user chose about tools: which are on, and who stands behind them. */
export interface ToolRoom {
  /** The tools that are on. */
  readonly source: ToolSource
  view(): Promise<ToolSettingsView>
  /** Throws `base-url-invalid`. */
  configure(change: ToolChange): Promise<ToolSettingsView>
  /** Keeps the key of a service, or removes it. Throws `key-store-failed`. */
  setKey(service: KeyedService, key: string | null): Promise<ToolSettingsView>
}

/** The name under which the key of a service lies in the secret store. */
export function toolKeyName(service: string): string {
  return `tool.${service}.key`
}

export function createToolRoom(all: ToolSource, book: SettingsBook, secrets: SecretStore): ToolRoom {
  const isOff = (name: string) => book.current().tools.off.includes(name)
  const view = async (): Promise<ToolSettingsView> => {
    const tools = await all.list()
    const reader = createSecretReader(secrets)
    const held = await Promise.all(keyedServices.map((service) => reader.read(toolKeyName(service))))
    return {
      tools: tools.map(({ name, description, effect, server }) => ({
        name,
        description,
        effect,
        ...(server !== undefined && { server }),
        on: !isOff(name),
      })),
      services: book.current().tools.services,
      withKey: keyedServices.filter((_, index) => held[index] !== undefined),
    }
  }
  return {
    source: {
      list: async () => (await all.list()).filter(({ name }) => !isOff(name)),
      objection: (call) => (isOff(call.name) ? undefined : all.objection?.(call)),
      async call(call, options) {
        if (isOff(call.name)) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
        return all.call(call, options)
      },
    },
    view,
    async configure({ off = [], on = [], services = {} }) {
      const { tools } = book.current()
      const { searxngUrl: urlBefore, embeddings: embeddingsBefore, ...before } = tools.services
      const { searxngUrl = urlBefore ?? '', search = before.search, stocks = before.stocks } = services
      const { embeddings = embeddingsBefore } = services
      const url = searxngUrl === '' ? {} : { searxngUrl: checkBaseUrl(searxngUrl, 'SearXNG') }
      const left = tools.off.filter((name) => !on.includes(name))
      const offNow = [...new Set([...left, ...off])]
      await book.updateTools({
        off: offNow,
        services: { search, stocks, ...url, ...(embeddings && { embeddings }) },
      })
      return view()
    },
    async setKey(service, key) {
      await (key === null ? secrets.remove(toolKeyName(service)) : secrets.set(toolKeyName(service), key))
      return view()
    },
  }
}
