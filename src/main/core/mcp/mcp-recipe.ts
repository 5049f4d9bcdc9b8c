import type { McpLaunch, McpServerSettings } from '../../../contract/mcp.ts'
import type { ReadyLaunch, ServerQuestions, SharedFolders, ToolServerRecipe } from '../ports/tool-servers.ts'
import { expand, namesIn, type Expansion } from './expand.ts'
import type { McpSecrets, McpValues } from './mcp-secrets.ts'

/** Where `${NAME}` is looked up, and which names are not for servers. */
export type Variables = Pick<Expansion, 'isReserved' | 'read'>

/** What a server may be given of the surroundings, where its settings say so. */
export interface RecipeSurroundings {
  readonly variables: Variables
  readonly folders: SharedFolders
  readonly questions: ServerQuestions
}

/** Makes the recipe by which a server is started. Values are read when it starts, not before. */
export function mcpRecipe(
  name: string,
  settings: McpServerSettings,
  secrets: McpSecrets,
  { variables, folders, questions }: RecipeSurroundings,
): ToolServerRecipe {
  const { launch, env, headers, variables: allowed, shareFolders, asks, samples } = settings
  return {
    name,
    launch,
    given: [...env, ...headers, ...allowed.map((variable) => `\${${variable}}`)],
    login: secrets.loginOf(name),
    ...(shareFolders && { folders }),
    ...(asks && { questions }),
    ...(samples && { samples: questions }),
    async resolve() {
      const values = await secrets.read(name, settings)
      return readyLaunch(launch, values, (text) => expand(text, { server: name, allowed, ...variables }))
    },
  }
}

/** The names that a server's command or address asks for and that it may not have. */
export function wantedNames({ launch, variables }: McpServerSettings): readonly string[] {
  const texts = launch.type === 'stdio' ? [launch.command, ...launch.args, launch.cwd ?? ''] : [launch.url]
  return [...new Set(texts.flatMap(namesIn))].filter((name) => !variables.includes(name))
}

function readyLaunch(launch: McpLaunch, values: McpValues, fill: (text: string) => string): ReadyLaunch {
  if (launch.type !== 'stdio') {
    return { type: launch.type, url: fill(launch.url), headers: filled(values.headers, fill) }
  }
  return {
    type: 'stdio',
    command: fill(launch.command),
    args: launch.args.map(fill),
    ...(launch.cwd !== undefined && { cwd: fill(launch.cwd) }),
    env: filled(values.env, fill),
  }
}

function filled(
  values: Readonly<Record<string, string>>,
  fill: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]))
}
