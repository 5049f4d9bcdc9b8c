import {
  Client,
  ProtocolError,
  ProtocolErrorCode,
  SdkError,
  SdkErrorCode,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  type Tool,
} from '@modelcontextprotocol/client'
import type { ToolCallOptions } from '../core/ports/tool-source.ts'
import type { ReadyLaunch, ToolServerRecipe } from '../core/ports/tool-servers.ts'
import type { GoingCall } from './ask-person.ts'
import { answerQuestions } from './asked-questions.ts'
import { answerSamples } from './asked-samples.ts'
import { connectionFailure, refusedToken } from './connection-failure.ts'
import { createHttpTransport } from './http-transport.ts'
import { openServerLogin } from './oauth/server-login.ts'
import type { OutputTail } from './output-tail.ts'
import type { ProcessNotes } from './process-notes.ts'
import { createServerMatter, type ServerMatter } from './server-matter.ts'
import { startMs, type ServerHost } from './server-host.ts'
import { shareFolders } from './shared-folders.ts'
import { createStdioTransport, type ProcessEnd } from './stdio-transport.ts'

/** Tools come in pages; a server that never ends them is not waited for. */
const mostPages = 64
/** A call is ended by its signal, long before this. */
const longestCallMs = 24 * 3_600_000

/** A server that answers. */
export interface Connection {
  readonly tools: readonly Tool[]
  /** The server's own name and version. */
  readonly about: { readonly name: string; readonly version: string }
  readonly matter: ServerMatter
  /** Calls a tool by the server's own name for it. */
  call(name: string, input: Record<string, unknown>, options: ToolCallOptions): ReturnType<Client['callTool']>
  /** What a failed call tells: the arguments are wrong, the connection was lost, or something else. */
  faultOf(error: unknown): 'arguments' | 'closed' | 'other'
  /** Rejects when the server gives no sign of life in time. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly recipe: ToolServerRecipe
  readonly host: ServerHost
  readonly notes: ProcessNotes
  readonly tail: OutputTail
  readonly signal: AbortSignal
  /** The server has other tools now. */
  readonly onTools: (tools: readonly Tool[]) => void
  /** The connection ended and nobody asked it to; also when it ends while it is being made. */
  readonly onEnd: (end: ProcessEnd | undefined) => void
}

/**
 * Starts or reaches a server and asks for its tools. Folders, questions and the model are offered only where the
 * recipe has them, so a server that asks for them is told that there are none. Throws ParleyError with one of the `mcp-` codes; the process is then gone.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { recipe, signal } = options
  const launch = await recipe.resolve()
  const { transport, ended } = await transportFor(launch, options)
  const client = clientFor(launch, options)
  const forget = recipe.folders ? shareFolders(client, recipe.folders) : () => undefined
  const going = new Set<GoingCall>()
  const latest = () => [...going].at(-1)
  if (recipe.questions) answerQuestions(client, recipe.name, recipe.questions, latest)
  if (recipe.samples) answerSamples(client, recipe.name, recipe.samples, latest)
  let closing = false
  // The SDK knows no listeners, only this one place.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener
  client.onclose = () => {
    forget()
    if (!closing) options.onEnd(ended())
  }
  const close = async () => {
    closing = true
    await client.close()
    await transport.close()
  }
  try {
    await client.connect(transport, { signal, timeout: startMs })
    const tools = client.getServerCapabilities()?.tools ? await listTools(client, signal) : []
    const { name = recipe.name, version = '' } = client.getServerVersion() ?? {}
    return {
      tools,
      about: { name, version },
      matter: createServerMatter(client),
      async call(tool, input, call) {
        const entry = { tool, options: call }
        going.add(entry)
        try {
          return await callTool(client, tool, input, call)
        } catch (error) {
          throw refusedToken(recipe.name, launch, error) ?? error
        } finally {
          going.delete(entry)
        }
      },
      faultOf,
      ping: async () => void (await client.ping({ timeout: options.host.pingMs })),
      close,
    }
  } catch (error) {
    await close()
    throw connectionFailure(recipe.name, launch, error, ended())
  }
}

async function transportFor(launch: ReadyLaunch, { recipe, host, notes, tail }: ConnectOptions) {
  const { name, login } = recipe
  if (launch.type !== 'stdio') {
    const serverLogin = await openServerLogin(name, launch, host, login)
    return { transport: createHttpTransport(launch, host, serverLogin), ended: () => undefined }
  }
  const transport = createStdioTransport({ server: name, launch, host, notes, tail })
  return { transport, ended: () => transport.ended() }
}

function clientFor(launch: ReadyLaunch, { recipe, host, onTools }: ConnectOptions): Client {
  return new Client(
    { name: 'parley', title: 'Parley', version: host.version },
    {
      capabilities: {
        ...(recipe.folders && { roots: { listChanged: true } }),
        ...(recipe.questions && { elicitation: { form: {} } }),
        ...(recipe.samples && { sampling: {} }),
      },
      listMaxPages: mostPages,
      jsonSchemaValidator: acceptAll,
      // Older servers end when the first question over their standard streams is one that they do not know.
      versionNegotiation: { mode: launch.type === 'http' ? 'auto' : 'legacy' },
      listChanged: { tools: { debounceMs: 0, onChanged: (_error, tools) => tools && onTools(tools) } },
    },
  )
}

// Nothing here reads structured results by their schema, and a schema of a stranger is better not compiled.
const acceptAll: jsonSchemaValidator = {
  getValidator<Data>(): JsonSchemaValidator<Data> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (data) => ({ valid: true, data: data as Data, errorMessage: undefined })
  },
}

const invalidParams: number = ProtocolErrorCode.InvalidParams

function faultOf(error: unknown): 'arguments' | 'closed' | 'other' {
  if (error instanceof SdkError && error.code === SdkErrorCode.ConnectionClosed) return 'closed'
  const invalid = error instanceof ProtocolError && error.code === invalidParams
  return invalid ? 'arguments' : 'other'
}

async function listTools(client: Client, signal: AbortSignal): Promise<readonly Tool[]> {
  const { tools } = await client.listTools(undefined, { signal, timeout: startMs, cacheMode: 'bypass' })
  return tools
}

function callTool(
  client: Client,
  name: string,
  input: Record<string, unknown>,
  { signal, onProgress }: ToolCallOptions,
) {
  return client.callTool(
    { name, arguments: input },
    {
      signal,
      timeout: longestCallMs,
      onprogress: ({ progress, total, message }) =>
        onProgress(message ?? (total ? `${progress} / ${total}` : String(progress))),
    },
  )
}
