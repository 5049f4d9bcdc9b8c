import type { LoginClient, McpLaunch, McpOffers, McpStatus } from '../../../contract/mcp.ts'
import type { LoginValueName, ProgramLogin } from '../../../contract/mcp-login.ts'
import type { McpAnswer, McpQuestion } from '../../../contract/mcp-question.ts'
import type { ToolSource } from './tool-source.ts'

/** What starts a server or reaches it, with every value filled in. Secrets are in it: it is never stored or shown. */
export type ReadyLaunch =
  | {
      readonly type: 'stdio'
      readonly command: string
      readonly args: readonly string[]
      readonly cwd?: string | undefined
      /** Beside the few variables that every server gets. */
      readonly env: Readonly<Record<string, string>>
    }
  | {
      readonly type: 'http' | 'sse'
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      /** By which Parley logs in by itself; absent: a person does. */
      readonly login?: ReadyLogin | undefined
      /** Where the document about Parley lies, for a login of a person that takes such an address as a name. */
      readonly clientUrl?: string | undefined
    }

/** A login without a person, with its secrets. */
export interface ReadyLogin {
  readonly settings: ProgramLogin
  readonly values: Readonly<Partial<Record<LoginValueName, string>>>
}

/** Where what a login gave is kept: a text that nobody else reads. */
export interface LoginVault {
  read(): Promise<string | undefined>
  /** `undefined` forgets it. */
  write(text: string | undefined): Promise<void>
}

/** The folders that are open to tools, for servers that are to know them. */
export interface SharedFolders {
  /** Real paths. */
  readonly current: () => readonly string[]
  /** Calls the listener after each change; returns the function that ends it. */
  readonly watch: (listener: () => void) => () => void
}

/** The way from a server to a person. */
export interface ServerQuestions {
  /** False where nobody could answer. */
  readonly isAnybodyThere: () => boolean
  /** Shows the question and waits for its answer; after an abort it is taken back as `cancel`. Never rejects. */
  ask(question: Omit<McpQuestion, 'id'>, signal: AbortSignal): Promise<McpAnswer>
}

/** One server as it is to be offered. */
export interface ToolServerRecipe {
  readonly name: string
  /** As the user wrote it; what was allowed for its tools holds for exactly this. */
  readonly launch: McpLaunch
  /** Names of the variables and headers that it gets. */
  readonly given: readonly string[]
  readonly login: LoginVault
  /** Told to the server when it asks, and when they change. Absent: it is told that there are none. */
  readonly folders?: SharedFolders
  /** Where what it asks while a tool of it runs is shown. Absent: it is told that there are no questions. */
  readonly questions?: ServerQuestions
  /** Where a person is asked whether it may ask the chat's model. Absent: it is told that there is no model. */
  readonly samples?: ServerQuestions
  /** Asked before each start. Throws ParleyError `mcp-variable-refused`, `key-store-failed`. */
  readonly resolve: () => Promise<ReadyLaunch>
}

/**
 * What servers hold beside their tools, for a person who looks. Starts a server that does not run. Throws ParleyError
 * `mcp-server-missing`, `mcp-refused`, and what a start throws.
 */
export interface HeldMatter {
  list(name: string): Promise<McpOffers>
  read(name: string, uri: string): Promise<string>
  prompt(name: string, prompt: string, input: Readonly<Record<string, string>>): Promise<string>
}

/** Servers of tools, each of which may be missing, slow, broken or hostile without the others feeling it. */
export interface ToolServers extends ToolSource {
  /**
   * Makes the servers those of the list. What is new starts with its first use. One whose recipe is the same object goes
   * on; what is gone or has another recipe is stopped.
   */
  configure(recipes: readonly ToolServerRecipe[]): void
  /** How the server of that name stands; one that is not among them is stopped. */
  status(name: string): McpStatus
  /** Stops it, forgets its failures, and comes back when it is ready or has failed. */
  restart(name: string): Promise<void>
  /** Starts a server apart from the others, asks for its tools and stops it again. Never throws. */
  probe(recipe: ToolServerRecipe): Promise<McpStatus>
  /**
   * Lets a person log in at a server over HTTP, in the browser that `open` opens, and starts the server anew. A second
   * one for the same server ends the first. With `client` nothing is registered. Throws `mcp-server-missing`, `mcp-login-refused`, `mcp-login-failed`.
   */
  signIn(name: string, open: (address: string) => Promise<void>, client?: LoginClient): Promise<void>
  readonly matter: HeldMatter
  /** Calls the listener after each change of any status; returns the function that ends it. */
  watch(listener: () => void): () => void
  /** Stops all with everything that they started; comes back within three seconds. */
  close(): Promise<void>
}
