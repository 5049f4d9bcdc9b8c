import type { McpServerSettings } from '../../../contract/mcp.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { LoginVault } from '../ports/tool-servers.ts'
import { createSecretReader } from '../provider/secret-reader.ts'

export const valueKinds = ['env', 'headers', 'loginValues'] as const
export type McpValueKind = (typeof valueKinds)[number]
export type McpValues = Readonly<Record<McpValueKind, Readonly<Record<string, string>>>>
/** Values to keep; `null` forgets one. */
export type McpValueChanges = Readonly<Record<McpValueKind, Readonly<Record<string, string | null>>>>

/** The values of servers' variables, headers and logins. The settings know of them by name. */
export interface McpSecrets {
  /** All values of a server. Throws `key-store-failed`. */
  read(name: string, settings: McpServerSettings): Promise<McpValues>
  /** Keeps what has a value and forgets what is null. */
  change(name: string, change: McpValueChanges): Promise<void>
  removeAll(name: string, settings: McpServerSettings): Promise<void>
  /** Where what a login at this server gave is kept. */
  loginOf(name: string): LoginVault
}

export function createMcpSecrets(secrets: SecretStore): McpSecrets {
  const readAll = async (name: string, kind: McpValueKind, keys: readonly string[]) => {
    const pairs = await Promise.all(
      keys.map(async (key) => [key, await secrets.get(secretName(name, kind, key))]),
    )
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
  }
  const change = async (name: string, changes: McpValueChanges) => {
    for (const kind of valueKinds) {
      for (const [key, value] of Object.entries(changes[kind])) {
        if (value === null) await secrets.remove(secretName(name, kind, key))
        else await secrets.set(secretName(name, kind, key), value)
      }
    }
  }
  return {
    read: async (name, { env, headers, loginValues }) => ({
      env: await readAll(name, 'env', env),
      headers: await readAll(name, 'headers', headers),
      loginValues: await readAll(name, 'loginValues', loginValues),
    }),
    change,
    async removeAll(name, { env, headers, loginValues }) {
      await change(name, { env: allNull(env), headers: allNull(headers), loginValues: allNull(loginValues) })
      await secrets.remove(loginName(name))
    },
    loginOf: (name) => ({
      // One that cannot be read is none, so that a new login can take its place.
      read: () => createSecretReader(secrets).read(loginName(name)),
      write: (text) =>
        text === undefined ? secrets.remove(loginName(name)) : secrets.set(loginName(name), text),
    }),
  }
}

/** Forgets the values of these names. */
export function allNull(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]))
}

function secretName(server: string, kind: McpValueKind, key: string): string {
  return `mcp.${server}.${kind}.${key}`
}

function loginName(server: string): string {
  return `mcp.${server}.login`
}
