import {
  mcpLaunchSchema,
  mcpNameSchema,
  mcpServerChangeSchema,
  type McpServerChange,
  type McpSkipped,
} from '../../../contract/mcp.ts'
import { ParleyError } from '../errors.ts'
import { loginIn, type ReadLogin } from './import-login.ts'
import { parseLooseJson, placeOfBreak } from './loose-json.ts'

export interface ReadServers {
  /** Switched off, and with no variable allowed. */
  readonly servers: readonly McpServerChange[]
  readonly skipped: readonly McpSkipped[]
}

type Members = Readonly<Record<string, unknown>>

/**
 * Reads the settings of servers as Claude Desktop, Cursor, Windsurf, Cline and VS Code write them. Starts nothing and
 * switches nothing on, whatever the text says. Throws `mcp-import-unreadable`, `mcp-import-empty`.
 */
export function readServers(text: string): ReadServers {
  const found = Object.entries(serversOf(parse(text)))
  if (found.length === 0) throw new ParleyError('mcp-import-empty')
  const read = found.map(([name, value]) => readServer(name, value))
  return {
    servers: read.flatMap((each) => ('launch' in each ? [each] : [])),
    skipped: read.flatMap((each) => ('reason' in each ? [each] : [])),
  }
}

// The parser's own words quote the text, in which there may be keys.
function parse(text: string): Members {
  try {
    return membersOf(parseLooseJson(text)) ?? {}
  } catch {
    const { line, column } = placeOfBreak(text)
    throw new ParleyError('mcp-import-unreadable', { params: { line: `${line}`, column: `${column}` } })
  }
}

function serversOf(content: Members): Members {
  const within = membersOf(content['mcp'])
  const named =
    membersOf(content['mcpServers']) ?? membersOf(content['servers']) ?? membersOf(within?.['servers'])
  if (named) return named
  // A piece out of the middle: names with what each one starts.
  const bare = Object.entries(content).filter(([, value]) => launchOf(membersOf(value) ?? {}) !== undefined)
  return Object.fromEntries(bare)
}

function readServer(name: string, value: unknown): McpServerChange | McpSkipped {
  const members = membersOf(value)
  const launch = members && mcpLaunchSchema.safeParse(launchOf(members))
  if (!mcpNameSchema.safeParse(name).success) return skipped(name.slice(0, 64), 'name')
  if (!members || !launch?.success) return skipped(name, 'launch')
  const change = mcpServerChangeSchema.safeParse({
    name,
    enabled: false,
    launch: launch.data,
    env: valuesOf(members['env']),
    headers: valuesOf(members['headers']),
    ...(launch.data.type !== 'stdio' && loginOf(members)),
  })
  if (change.success) return change.data
  return skipped(name, 'settings', change.error.issues[0]?.path.join('.'))
}

function skipped(name: string, reason: McpSkipped['reason'], field = ''): McpSkipped {
  return { name, reason, field }
}

/** Leaves out what would start a program, for those who may add none. */
export function withoutPrograms({ servers, skipped: before }: ReadServers): ReadServers {
  const programs = servers.filter(({ launch }) => launch.type === 'stdio')
  return {
    servers: servers.filter((each) => !programs.includes(each)),
    skipped: [...programs.map(({ name }) => skipped(name, 'program')), ...before],
  }
}

function launchOf(members: Members): unknown {
  const { command, args, cwd, type } = members
  const url = members['url'] ?? members['serverUrl'] ?? members['httpUrl']
  if (typeof command === 'string') {
    const words = Array.isArray(args) ? args.map((word) => plainHoles(String(word))) : []
    return {
      type: 'stdio',
      command: plainHoles(command),
      args: words,
      ...(typeof cwd === 'string' && { cwd: plainHoles(cwd) }),
    }
  }
  if (typeof url !== 'string') return undefined
  return { type: type === 'sse' ? 'sse' : 'http', url: plainHoles(url) }
}

function valuesOf(value: unknown): Record<string, string> {
  const entries = Object.entries(membersOf(value) ?? {})
  return Object.fromEntries(
    entries.flatMap(([name, each]) =>
      typeof each !== 'string' && typeof each !== 'number' && typeof each !== 'boolean'
        ? []
        : [[name, plainHoles(String(each))]],
    ),
  )
}

function loginOf(members: Members): ReadLogin {
  const { login, loginValues } = loginIn(members)
  return login ? { login, loginValues: valuesOf(loginValues) } : {}
}

// VS Code writes the place of a value as ${env:NAME}.
function plainHoles(text: string): string {
  return text.replaceAll(/\$\{env:([^{}]*)\}/g, (_, name: string) => `\${${name}}`)
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}
