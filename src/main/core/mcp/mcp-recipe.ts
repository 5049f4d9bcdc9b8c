import type { McpLaunch, McpServerSettings } from '../../../contract/mcp.ts'
import type { ProgramLogin } from '../../../contract/mcp-login.ts'
import type {
  ReadyLaunch,
  ReadyLogin,
  ServerQuestions,
  SharedFolders,
  ToolServerRecipe,
} from '../ports/tool-servers.ts'
import { expand, namesIn, type Expansion } from './expand.ts'
import type { McpSecrets, McpValues } from './mcp-secrets.ts'

/** Where `${NAME}` is looked up, and which names are not for servers. */
export type Variables = Pick<Expansion, 'isReserved' | 'read'>

/** What a server may be given of the surroundings, where its settings say so. */
export interface RecipeSurroundings {
  readonly variables: Variables
  readonly folders: SharedFolders
  readonly questions: ServerQuestions
  /** Where the document lies by which logins know Parley. */
  readonly clientUrl: () => string | undefined
}

/** Makes the recipe by which a server is started. Values are read when it starts, not before. */
export function mcpRecipe(
  name: string,
  settings: McpServerSettings,
  secrets: McpSecrets,
  { variables, folders, questions, clientUrl }: RecipeSurroundings,
): ToolServerRecipe {
  const { launch, env, headers, login, variables: allowed, shareFolders, asks, samples } = settings
  return {
    name,
    launch,
    given: [
      ...env,
      ...headers,
      ...allowed.map((variable) => `\${${variable}}`),
      ...(login ? [`${login.kind} ${login.clientId}`] : []),
    ],
    login: secrets.loginOf(name),
    ...(shareFolders && { folders }),
    ...(asks && { questions }),
    ...(samples && { samples: questions }),
    async resolve() {
      const values = await secrets.read(name, settings)
      const fill = (text: string) => expand(text, { server: name, allowed, ...variables })
      if (launch.type === 'stdio') return readyProgram(launch, values, fill)
      return {
        type: launch.type,
        url: fill(launch.url),
        headers: filled(values.headers, fill),
        login: login && readyLogin(login, values, fill),
        clientUrl: clientUrl(),
      }
    },
  }
}

/** The names that a server's command or address asks for and that it may not have. */
export function wantedNames({ launch, variables }: McpServerSettings): readonly string[] {
  const texts = launch.type === 'stdio' ? [launch.command, ...launch.args, launch.cwd ?? ''] : [launch.url]
  return [...new Set(texts.flatMap(namesIn))].filter((name) => !variables.includes(name))
}

type Fill = (text: string) => string

function readyProgram(
  launch: Extract<McpLaunch, { type: 'stdio' }>,
  values: McpValues,
  fill: Fill,
): ReadyLaunch {
  return {
    type: 'stdio',
    command: fill(launch.command),
    args: launch.args.map(fill),
    ...(launch.cwd !== undefined && { cwd: fill(launch.cwd) }),
    env: filled(values.env, fill),
  }
}

// Where the login is stays as it was written: what is kept for it is kept for that.
function readyLogin(settings: ProgramLogin, { loginValues }: McpValues, fill: Fill): ReadyLogin {
  return { settings, values: filled(loginValues, fill) }
}

function filled(values: Readonly<Record<string, string>>, fill: Fill): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]))
}
