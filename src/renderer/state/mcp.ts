import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  LoginClient,
  McpImport,
  McpOffers,
  McpServerView,
  OtherProgram,
  OtherServers,
} from '../../contract/mcp.ts'
import type { McpAnswer, McpQuestion } from '../../contract/mcp-question.ts'
import type { MethodInput } from '../../contract/method.ts'
import type { Transport } from '../transport/transport.ts'

export interface McpState {
  readonly servers: readonly McpServerView[]
  /** What servers ask the person now, in their order. */
  readonly questions: readonly McpQuestion[]
}

/** The user's MCP servers. All changes reject with the core's failure. */
export interface McpServers {
  readonly store: StoreApi<McpState>
  readonly load: () => Promise<void>
  readonly put: (change: MethodInput<'mcp.put'>) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  readonly restore: (name: string) => Promise<void>
  /** Comes back when the server is ready or has failed; which of both is in the state. */
  readonly restart: (name: string) => Promise<void>
  /** Comes back when the person has signed in, and the server was started anew. */
  readonly signIn: (name: string, client?: LoginClient) => Promise<void>
  readonly importText: (text: string) => Promise<McpImport>
  /** What a server holds beside its tools. */
  readonly offers: (name: string) => Promise<McpOffers>
  readonly read: (name: string, uri: string) => Promise<string>
  readonly prompt: (name: string, prompt: string, given: Readonly<Record<string, string>>) => Promise<string>
  /** Looks for questions that were asked before the window was there. */
  readonly loadQuestions: () => Promise<void>
  /** Rejects when somebody else has answered. */
  readonly answer: (id: string, answer: McpAnswer) => Promise<void>
  /** What other programs of this computer keep. */
  readonly lookAround: () => Promise<readonly OtherServers[]>
  readonly take: (program: OtherProgram, names: readonly string[]) => Promise<McpImport>
}

export function createMcpServers(transport: Transport): McpServers {
  const store = createStore<McpState>(() => ({ servers: [], questions: [] }))
  transport.subscribe((notice) => {
    if (notice.type === 'mcp-changed') store.setState({ servers: notice.servers })
    if (notice.type === 'mcp-questions') store.setState({ questions: notice.questions })
  })
  const take = ({ servers }: { readonly servers: readonly McpServerView[] }) => store.setState({ servers })
  return {
    store,
    load: async () => take(await transport.invoke('mcp.list', {})),
    put: async (change) => take(await transport.invoke('mcp.put', change)),
    remove: async (name) => take(await transport.invoke('mcp.remove', { name })),
    restore: async (name) => take(await transport.invoke('mcp.restore', { name })),
    restart: async (name) => take(await transport.invoke('mcp.restart', { name })),
    signIn: async (name, client) =>
      take(await transport.invoke('mcp.sign-in', { name, ...(client && { client }) })),
    async importText(text) {
      const { report, servers } = await transport.invoke('mcp.import', { text })
      take({ servers })
      return report
    },
    offers: (name) => transport.invoke('mcp.offers', { name }),
    read: async (name, uri) => (await transport.invoke('mcp.read', { name, uri })).text,
    prompt: async (name, prompt, given) =>
      (await transport.invoke('mcp.prompt', { name, prompt, arguments: { ...given } })).text,
    loadQuestions: async () => store.setState(await transport.invoke('mcp.questions', {})),
    async answer(id, answer) {
      await transport.invoke('mcp.answer', { id, answer })
    },
    lookAround: async () => (await transport.invoke('mcp.look-around', {})).found,
    async take(program, names) {
      const { report, servers } = await transport.invoke('mcp.take', { program, names: [...names] })
      take({ servers })
      return report
    },
  }
}

/** The change that leaves a server as it is, to be varied. */
export function changeOf(server: McpServerView): MethodInput<'mcp.put'> {
  const { name, launch, enabled, variables, shareFolders, asks, samples, login } = server
  const open = { shareFolders, asks, samples, login }
  return { name, previousName: name, launch, enabled, variables: [...variables], ...open }
}
