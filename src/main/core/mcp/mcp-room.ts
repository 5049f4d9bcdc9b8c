import type {
  LoginClient,
  McpImport,
  McpServerChange,
  McpServerSettings,
  McpServerView,
  McpStatus,
  OtherProgram,
  OtherServers,
} from '../../../contract/mcp.ts'
import { safeLink } from '../../../contract/link.ts'
import { ParleyError } from '../errors.ts'
import type { OtherPrograms } from '../ports/other-programs.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { HeldMatter, SharedFolders, ToolServerRecipe, ToolServers } from '../ports/tool-servers.ts'
import type { SettingsBook } from '../provider/settings.ts'
import { readServers, withoutPrograms, type ReadServers } from './import-servers.ts'
import { createMcpBook, freeName, missingServer } from './mcp-book.ts'
import { mcpRecipe, wantedNames, type Variables } from './mcp-recipe.ts'
import { lookAtOthers, readOthers } from './other-servers.ts'
import type { McpQuestions } from './questions.ts'
import { createMcpSecrets, type McpValues } from './mcp-secrets.ts'

/** The user's MCP servers: what is kept of them and how they stand. */
export interface McpRoom {
  views(): readonly McpServerView[]
  /** The settings of one. Throws `mcp-server-missing`. */
  get(name: string): McpServerSettings
  /** Throws `mcp-server-missing`, `mcp-name-taken`, `key-store-failed`. */
  put(change: McpServerChange): Promise<void>
  remove(name: string): Promise<void>
  /** What would be brought back of that name; throws `mcp-server-missing` when nothing was removed since the start. */
  removed(name: string): McpServerSettings
  restore(name: string): Promise<void>
  restart(name: string): Promise<void>
  test(name: string): Promise<McpStatus>
  /** Throws `mcp-window-only`, `mcp-login-refused`, `mcp-login-failed`. */
  signIn(name: string, client?: LoginClient): Promise<void>
  /** Leaves out what would start a program unless `programs`. Throws `mcp-import-unreadable`, `mcp-import-empty`. */
  import(text: string, programs: boolean): Promise<McpImport>
  /** What a server holds beside its tools. */
  readonly matter: HeldMatter
  /** What servers ask the user now. */
  readonly questions: McpQuestions
  /** What other programs keep; none where there are no files of the user's. */
  lookAround(): Promise<OtherServers[]>
  /** Throws `mcp-file-missing`, `mcp-file-unreadable`, `mcp-file-malformed`, `mcp-file-empty`. */
  take(program: OtherProgram, names: readonly string[]): Promise<McpImport>
  watch(listener: () => void): () => void
}

export interface McpRoomOptions {
  readonly book: SettingsBook
  readonly secrets: SecretStore
  readonly servers: ToolServers
  readonly variables: Variables
  readonly questions: McpQuestions
  readonly others: OtherPrograms
  /** Opens a checked link outside Parley; absent where there is no browser beside it. */
  readonly openLink: ((url: string) => Promise<void>) | undefined
}

interface Removed {
  readonly settings: McpServerSettings
  readonly values: McpValues
}

/** Opens the room and tells the servers what is switched on. */
export function createMcpRoom(options: McpRoomOptions): McpRoom {
  const { servers } = options
  const { variables, questions } = options
  const clientUrl = () => options.book.current().mcpClientUrl
  const surroundings = { variables, questions, folders: sharedFolders(options.book), clientUrl }
  const secrets = createMcpSecrets(options.secrets)
  const book = createMcpBook(options.book, secrets)
  const removals = new Map<string, Removed>()
  const recipeOf = (name: string) => mcpRecipe(name, book.get(name), secrets, surroundings)
  const configure = createConfigure(() => book.all(), servers, recipeOf)
  const removed = (name: string) => {
    const removal = removals.get(name)
    if (!removal) throw missingServer(name)
    return removal
  }
  const put = async (change: McpServerChange) => {
    await book.put(change)
    configure(change.name, change.previousName)
  }
  configure()
  return {
    views: () =>
      Object.entries(book.all()).map(([name, settings]) => ({
        ...settings,
        name,
        status: servers.status(name),
        wanted: wantedNames(settings),
      })),
    get: (name) => book.get(name),
    put,
    async remove(name) {
      removals.set(name, await book.remove(name))
      configure(name)
    },
    removed: (name) => removed(name).settings,
    async restore(name) {
      const { settings, values } = removed(name)
      await put({ ...settings, name, ...values })
      removals.delete(name)
    },
    async restart(name) {
      book.get(name)
      await servers.restart(name)
    },
    test: async (name) => servers.probe(recipeOf(name)),
    async signIn(name, client) {
      book.get(name)
      await servers.signIn(name, checkedOpener(options.openLink), client)
    },
    matter: servers.matter,
    questions,
    ...importsOf(options.others, put, () => Object.keys(book.all())),
    watch: (listener) => servers.watch(listener),
  }
}

function sharedFolders(book: SettingsBook): SharedFolders {
  return {
    current: () => book.current().folders.map(({ path }) => path),
    watch: (listener) => book.watchFolders(listener),
  }
}

function importsOf(
  others: OtherPrograms,
  put: McpRoom['put'],
  taken: () => readonly string[],
): Pick<McpRoom, 'import' | 'lookAround' | 'take'> {
  const add = async ({ servers, skipped }: ReadServers): Promise<McpImport> => {
    const added: string[] = []
    for (const change of servers) {
      const name = freeName(change.name, taken())
      await put({ ...change, name })
      added.push(name)
    }
    return { added, skipped: [...skipped] }
  }
  return {
    import: async (text, programs) => add(programs ? readServers(text) : withoutPrograms(readServers(text))),
    lookAround: () => lookAtOthers(others),
    take: async (program, names) => add(await readOthers(others, program, names)),
  }
}

// The one gate through which anything opens outside of Parley.
function checkedOpener(openLink: McpRoomOptions['openLink']): (address: string) => Promise<void> {
  if (!openLink) throw new ParleyError('mcp-window-only')
  return async (address) => {
    const link = safeLink(address, (text) => URL.parse(text))
    if (!link) throw new ParleyError('link-refused')
    await openLink(link)
  }
}

/** Makes the function that tells the servers what is on. The named ones start anew; the others keep their recipe, and run on. */
function createConfigure(
  all: () => Readonly<Record<string, McpServerSettings>>,
  servers: ToolServers,
  recipeOf: (name: string) => ToolServerRecipe,
): (...changed: readonly (string | undefined)[]) => void {
  const recipes = new Map<string, ToolServerRecipe>()
  return (...changed) => {
    for (const name of changed) if (name !== undefined) recipes.delete(name)
    const names = Object.entries(all()).flatMap(([name, { enabled }]) => (enabled ? [name] : []))
    for (const name of names) if (!recipes.has(name)) recipes.set(name, recipeOf(name))
    servers.configure(names.flatMap((name) => recipes.get(name) ?? []))
  }
}
