import {
  toolPrefix,
  type McpLaunch,
  type McpServerChange,
  type McpServerSettings,
} from '../../../contract/mcp.ts'
import { isSameLogin, loginValueNames, type ProgramLogin } from '../../../contract/mcp-login.ts'
import { ParleyError } from '../errors.ts'
import type { SettingsBook } from '../provider/settings.ts'
import { allNull, valueKinds, type McpSecrets, type McpValueChanges, type McpValues } from './mcp-secrets.ts'

type Servers = Readonly<Record<string, McpServerSettings>>

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
      const { name, previousName } = change
      const before = previousName === undefined ? undefined : get(previousName)
      const others = Object.keys(all()).filter((other) => other !== previousName)
      refuseTaken(name, others)
      const kept = before && (await secrets.read(previousName ?? name, before))
      const values = valuesAfter(change, before, kept)
      await secrets.change(name, values)
      if (before) await keepLogin(secrets, previousName ?? name, name, sameLogin(before, change))
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
  if (!others.some((other) => isTooLike(name, other))) return name
  const short = toolPrefix(name).slice(0, 20)
  let number = 2
  while (others.some((other) => isTooLike(`${short} ${number}`, other))) number++
  return `${short} ${number}`
}

function refuseTaken(name: string, others: readonly string[]): void {
  const other = others.find((each) => isTooLike(name, each))
  if (other !== undefined) throw new ParleyError('mcp-name-taken', { params: { other } })
}

// Tools are told apart by what stands before their names, and kept values by the names with a kind behind: the login of
// "a.headers" must not be the header "login" of "a".
function isTooLike(one: string, other: string): boolean {
  return toolPrefix(one) === toolPrefix(other) || isValueOf(one, other) || isValueOf(other, one)
}

function isValueOf(name: string, server: string): boolean {
  return valueKinds.some((kind) => `${name}.`.startsWith(`${server}.${kind}.`))
}

// A header was given to one server; whoever stands behind another address does not get it. The secret of a login is for
// whom it was given as well, and for the name that it was given with.
function valuesAfter(
  change: McpServerChange,
  before: McpServerSettings | undefined,
  kept: McpValues | undefined,
): McpValueChanges {
  const keptHeaders = sameOrigin(before?.launch, change.launch) ? kept?.headers : forgotten(kept?.headers)
  const keptLogin = sameLogin(before, change) ? kept?.loginValues : forgotten(kept?.loginValues)
  return {
    env: { ...kept?.env, ...change.env },
    headers: { ...keptHeaders, ...change.headers },
    loginValues: { ...keptLogin, ...(loginOf(change) && change.loginValues) },
  }
}

async function keepLogin(secrets: McpSecrets, previous: string, name: string, same: boolean): Promise<void> {
  const kept = same ? await secrets.loginOf(previous).read() : undefined
  if (kept === undefined || name !== previous) await secrets.loginOf(name).write(kept)
}

// What a login gave belongs to the origin as a header does, and to who logged in.
function sameLogin(before: McpServerSettings | undefined, change: McpServerChange): boolean {
  return sameOrigin(before?.launch, change.launch) && isSameLogin(before?.login, change.login)
}

function sameOrigin(one: McpLaunch | undefined, other: McpLaunch): boolean {
  if (!one || one.type === 'stdio' || other.type === 'stdio') return false
  return originOf(one.url) === originOf(other.url)
}

// With a variable in it the address is none yet: then its words up to the path say which origin it will be.
function originOf(url: string): string {
  const [words = url] = /^[^/]+\/\/[^/?#\\]*/.exec(url) ?? []
  return words.includes('$') ? words : (URL.parse(url)?.origin ?? words)
}

function forgotten(values: Readonly<Record<string, string>> = {}): Readonly<Record<string, null>> {
  return allNull(Object.keys(values))
}

/** A program that is started has no login. */
function loginOf({ launch, login }: McpServerChange): ProgramLogin | undefined {
  return launch.type === 'stdio' ? undefined : login
}

function settingsOf(change: McpServerChange, values: McpValueChanges): McpServerSettings {
  const { launch, enabled, variables, shareFolders, asks, samples } = change
  const login = loginOf(change)
  const open = {
    ...(shareFolders && { shareFolders }),
    ...(asks && { asks }),
    ...(samples && { samples }),
    ...(login && { login }),
  }
  return {
    launch,
    enabled,
    variables,
    ...open,
    env: namesOf(values.env),
    headers: namesOf(values.headers),
    loginValues: loginValueNames.filter((name) => typeof values.loginValues[name] === 'string'),
  }
}

function namesOf(values: Readonly<Record<string, string | null>>): string[] {
  return Object.keys(values).filter((name) => values[name] !== null)
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
