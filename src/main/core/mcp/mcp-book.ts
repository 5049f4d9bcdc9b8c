import {
  toolPrefix,
  type McpLaunch,
  type McpServerChange,
  type McpServerSettings,
} from '../../../contract/mcp.ts'
import { ParleyError } from '../errors.ts'
import type { SettingsBook } from '../provider/settings.ts'
import type { McpSecrets, McpValues } from './mcp-secrets.ts'

type Servers = Readonly<Record<string, McpServerSettings>>
type Values = Readonly<Record<'env' | 'headers', Readonly<Record<string, string | null>>>>

/** What is kept of MCP servers: settings in the file, values with the keys. */
export interface McpBook {
  all(): Servers
  /** Throws `mcp-server-missing`. */
  get(name: string): McpServerSettings
  /** Throws `mcp-server-missing`, `mcp-name-taken`, `key-store-failed`. */
  put(change: McpServerChange): Promise<void>
  /** Gives what was removed. */
  remove(name: string): Promise<{ readonly settings: McpServerSettings; readonly values: McpValues }>
}

export function createMcpBook(book: SettingsBook, secrets: McpSecrets): McpBook {
  const all = () => book.current().mcpServers
  const get = (name: string) => {
    const settings = all()[name]
    if (!settings) throw missingServer(name)
    return settings
  }
  return {
    all,
    get,
    async put(change) {
      const { name, previousName, launch } = change
      const before = previousName === undefined ? undefined : get(previousName)
      const others = Object.keys(all()).filter((other) => other !== previousName)
      refuseTaken(name, others)
      const kept = before && (await secrets.read(previousName ?? name, before))
      const values = valuesAfter(change, before, kept)
      await secrets.change(name, values)
      if (before) await keepLogin(secrets, previousName ?? name, name, sameOrigin(before.launch, launch))
      await book.updateMcpServers(replaced(all(), previousName, name, settingsOf(change, values)))
      if (before && previousName !== undefined && previousName !== name) {
        await secrets.removeAll(previousName, before)
      }
    },
    async remove(name) {
      const settings = get(name)
      const values = await secrets.read(name, settings)
      const { [name]: _, ...others } = all()
      await book.updateMcpServers(others)
      await secrets.removeAll(name, settings)
      return { settings, values }
    },
  }
}

export function missingServer(name: string): ParleyError {
  return new ParleyError('mcp-server-missing', { params: { name } })
}

/** The name itself, or one like it that no other server has. */
export function freeName(name: string, others: readonly string[]): string {
  const taken = new Set(others.map(toolPrefix))
  if (!taken.has(toolPrefix(name))) return name
  const short = toolPrefix(name).slice(0, 20)
  let number = 2
  while (taken.has(toolPrefix(`${short} ${number}`))) number++
  return `${short} ${number}`
}

// Tools are told apart by what stands before their names.
function refuseTaken(name: string, others: readonly string[]): void {
  const other = others.find((each) => toolPrefix(each) === toolPrefix(name))
  if (other !== undefined) throw new ParleyError('mcp-name-taken', { params: { other } })
}

// A header was given to one server; whoever stands behind another address does not get it.
function valuesAfter(
  { launch, env, headers }: McpServerChange,
  before: McpServerSettings | undefined,
  kept: McpValues | undefined,
): Values {
  const keptHeaders = sameOrigin(before?.launch, launch) ? kept?.headers : allNull(kept?.headers)
  return { env: { ...kept?.env, ...env }, headers: { ...keptHeaders, ...headers } }
}

// A login belongs to the origin as a header does.
async function keepLogin(secrets: McpSecrets, previous: string, name: string, same: boolean): Promise<void> {
  const kept = same ? await secrets.loginOf(previous).read() : undefined
  if (kept === undefined || name !== previous) await secrets.loginOf(name).write(kept)
}

function sameOrigin(one: McpLaunch | undefined, other: McpLaunch): boolean {
  if (!one || one.type === 'stdio' || other.type === 'stdio') return false
  return URL.parse(one.url)?.origin === URL.parse(other.url)?.origin
}

function allNull(values: Readonly<Record<string, string>> = {}): Record<string, null> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, null]))
}

function settingsOf(change: McpServerChange, values: Values): McpServerSettings {
  const { launch, enabled, variables, shareFolders, asks, samples } = change
  const named = (kind: 'env' | 'headers') =>
    Object.keys(values[kind]).filter((key) => values[kind][key] !== null)
  const open = {
    ...(shareFolders && { shareFolders }),
    ...(asks && { asks }),
    ...(samples && { samples }),
  }
  return { launch, enabled, variables, ...open, env: named('env'), headers: named('headers') }
}

/** In the place of the one before, else at the end. */
function replaced(
  servers: Servers,
  previous: string | undefined,
  name: string,
  settings: McpServerSettings,
): Servers {
  if (previous === undefined) return { ...servers, [name]: settings }
  return Object.fromEntries(
    Object.entries(servers).map(([each, kept]) => (each === previous ? [name, settings] : [each, kept])),
  )
}
