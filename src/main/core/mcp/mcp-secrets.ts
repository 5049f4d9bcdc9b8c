import type { McpServerSettings } from '../../../contract/mcp.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { LoginVault } from '../ports/tool-servers.ts'

export type McpValues = Readonly<Record<'env' | 'headers', Readonly<Record<string, string>>>>
type Changes = Readonly<Record<string, string | null>>

/** The values of servers' variables and headers. The settings know of them by name. */
export interface McpSecrets {
  /** All values of a server. Throws `key-store-failed`. */
  read(name: string, settings: McpServerSettings): Promise<McpValues>
  /** Keeps what has a value and forgets what is null. */
  change(name: string, change: Readonly<Record<'env' | 'headers', Changes>>): Promise<void>
  removeAll(name: string, settings: McpServerSettings): Promise<void>
  /** Where what a login at this server gave is kept. */
  loginOf(name: string): LoginVault
}

export function createMcpSecrets(secrets: SecretStore): McpSecrets {
  const readAll = async (name: string, kind: 'env' | 'headers', keys: readonly string[]) => {
    const pairs = await Promise.all(
      keys.map(async (key) => [key, await secrets.get(secretName(name, kind, key))]),
    )
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
  }
  const changeAll = async (name: string, kind: 'env' | 'headers', changes: Changes) => {
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) await secrets.remove(secretName(name, kind, key))
      else await secrets.set(secretName(name, kind, key), value)
    }
  }
  return {
    read: async (name, { env, headers }) => ({
      env: await readAll(name, 'env', env),
      headers: await readAll(name, 'headers', headers),
    }),
    async change(name, { env, headers }) {
      await changeAll(name, 'env', env)
      await changeAll(name, 'headers', headers)
    },
    async removeAll(name, { env, headers }) {
      await changeAll(name, 'env', allNull(env))
      await changeAll(name, 'headers', allNull(headers))
      await secrets.remove(loginName(name))
    },
    loginOf: (name) => ({
      read: () => secrets.get(loginName(name)),
      write: (text) =>
        text === undefined ? secrets.remove(loginName(name)) : secrets.set(loginName(name), text),
    }),
  }
}

function secretName(server: string, kind: 'env' | 'headers', key: string): string {
  return `mcp.${server}.${kind}.${key}`
}

function loginName(server: string): string {
  return `mcp.${server}.login`
}

function allNull(keys: readonly string[]): Changes {
  return Object.fromEntries(keys.map((key) => [key, null]))
}
