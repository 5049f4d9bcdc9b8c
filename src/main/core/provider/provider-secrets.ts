import type { ProviderId } from '../../../contract/id.ts'
import type { ProviderView } from '../../../contract/provider.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { viewOf, type ProviderList } from './provider-list.ts'
import { checkHeader } from './reserved.ts'
import { headerName, keyName, proxyName } from './secret-names.ts'
import type { SettingsBook } from './settings.ts'

/** What lies in the key store for providers. The settings know of it by names and numbers only. */
export interface ProviderSecrets {
  setKey(id: ProviderId, key: string): Promise<ProviderView>
  /** Throws `header-reserved`. */
  setHeader(id: ProviderId, name: string, value: string): Promise<ProviderView>
  removeHeader(id: ProviderId, name: string): Promise<ProviderView>
  /** Keeps a further key; the first one when there is none. */
  addKey(id: ProviderId, key: string): Promise<ProviderView>
  /** Removes the key of that number, the first one by default; the next one then becomes the first. */
  removeKey(id: ProviderId, number?: number): Promise<ProviderView>
  /** Removes all that is kept of a provider. */
  removeAll(id: ProviderId): Promise<void>
}

export function createProviderSecrets(
  list: ProviderList,
  book: SettingsBook,
  secrets: SecretStore,
): ProviderSecrets {
  const view = async (id: ProviderId) => viewOf(await list.get(id))
  const keepHeaders = async (id: ProviderId, next: (headers: readonly string[]) => readonly string[]) => {
    const settings = book.current().providers[id]
    await book.updateProvider(id, { ...settings, headers: next(settings?.headers ?? []) })
  }
  return {
    async setKey(id, key) {
      await list.get(id)
      await secrets.set(keyName(id), key.trim())
      return view(id)
    },
    async setHeader(id, name, value) {
      checkHeader(name)
      await list.get(id)
      await secrets.set(headerName(id, name), value)
      await keepHeaders(id, (headers) => [...headers.filter((each) => each !== name), name])
      return view(id)
    },
    async removeHeader(id, name) {
      await list.get(id)
      await keepHeaders(id, (headers) => headers.filter((each) => each !== name))
      await secrets.remove(headerName(id, name))
      return view(id)
    },
    async addKey(id, key) {
      await list.get(id)
      const settings = book.current().providers[id]
      const more = settings?.moreKeys ?? []
      if ((await secrets.get(keyName(id))) === undefined) return this.setKey(id, key)
      const number = Math.max(1, ...more) + 1
      await secrets.set(keyName(id, number), key.trim())
      await book.updateProvider(id, { ...settings, moreKeys: [...more, number] })
      return view(id)
    },
    async removeKey(id, number = 1) {
      await list.get(id)
      const settings = book.current().providers[id]
      const more = settings?.moreKeys ?? []
      const [next] = more
      const heir = number === 1 && next !== undefined ? await secrets.get(keyName(id, next)) : undefined
      if (heir !== undefined) await secrets.set(keyName(id), heir)
      const gone = heir === undefined ? number : (next ?? number)
      await secrets.remove(keyName(id, gone))
      if (more.includes(gone))
        await book.updateProvider(id, { ...settings, moreKeys: more.filter((each) => each !== gone) })
      return view(id)
    },
    async removeAll(id) {
      const { headers = [], moreKeys = [] } = book.current().providers[id] ?? {}
      for (const header of headers) await secrets.remove(headerName(id, header))
      await secrets.remove(proxyName(id))
      for (const number of [1, ...moreKeys]) await secrets.remove(keyName(id, number))
    },
  }
}
