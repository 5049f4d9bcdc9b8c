import type { Text } from '../../contract/language/text.ts'
import { newChatKey } from '../../contract/draft.ts'
import { agentFor, createAgents, type Agents } from './agents.ts'
import { createPrompts, type Prompts } from './prompts.ts'
import { createApprovals, type Approvals } from './approvals.ts'
import { createArchive, type Archive } from './archive.ts'
import { createContents, type Contents } from './contents.ts'
import { createConversation, type Conversation } from './conversation.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import type { Environment } from './environment.ts'
import { createFind, type Find } from './find.ts'
import { createFolders, createOwnTools, type Folders, type OwnTools } from './folders.ts'
import { createMcpServers, type McpServers } from './mcp.ts'
import { failureOf, failureText } from './failure.ts'
import { createModelChoices, modelForNext, type ModelChoices } from './model-choice.ts'
import { createMoney, type Money } from './money.ts'
import { createProviders, type Providers } from './providers.ts'
import { watchQueue } from './queue.ts'
import { createSearch, type Search } from './search.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSettings, type SettingsStore } from './settings.ts'
import { createStorage, type Storage } from './storage.ts'
import { createTools, type Tools } from './tools.ts'
import { createToasts, type Toasts } from './toasts.ts'
import { createUploads, type Uploads } from './uploads.ts'
import { createView, type View } from './view.ts'

/** All that the window knows and can do. */
export interface AppState extends Environment {
  /** The sentences of the window, in its language of now. */
  readonly text: Text
  /** A BCP 47 tag, for dates and figures. */
  readonly locale: string
  readonly agents: Agents
  readonly prompts: Prompts
  readonly approvals: Approvals
  readonly archive: Archive
  readonly contents: Contents
  readonly conversation: Conversation
  readonly drafts: Drafts
  readonly find: Find
  readonly folders: Folders
  readonly ownTools: OwnTools
  readonly mcp: McpServers
  readonly modelChoices: ModelChoices
  readonly money: Money
  readonly providers: Providers
  readonly search: Search
  readonly sessions: Sessions
  readonly settings: SettingsStore
  readonly keeping: Storage
  readonly toasts: Toasts
  readonly tools: Tools
  readonly uploads: Uploads
  readonly view: View
  /** Reads everything that the first picture needs, and again after a lost connection. */
  readonly load: () => Promise<void>
}

export function createAppState(environment: Environment): AppState {
  const { transport } = environment
  const conversation = createConversation(environment)
  const openId = () => conversation.store.getState().sessionId
  const sessions = createSessions({ ...environment, openId })
  const settings = createSettings(transport)
  const providers = createProviders(transport)
  const keeping = createStorage(transport)
  const drafts = createDrafts(environment)
  const mcp = createMcpServers(transport)
  const modelChoices = createModelChoices()
  const agents = createAgents(transport, modelChoices)
  const prompts = createPrompts(environment)
  const view = createView(environment)
  watchOpened({ agents, conversation, modelChoices, sessions })
  const toasts = createToasts()
  sendQueued({
    ...environment,
    agents,
    conversation,
    drafts,
    modelChoices,
    providers,
    sessions,
    settings,
    toasts,
  })
  const load = () => loadAll([settings, providers, sessions, keeping, drafts, mcp, agents, prompts])
  watchCore({ transport, conversation, sessions, load })
  return {
    ...environment,
    agents,
    prompts,
    approvals: createApprovals(transport),
    archive: createArchive(environment),
    contents: createContents(transport),
    conversation,
    drafts,
    find: createFind({ ...environment, conversation, view }),
    folders: createFolders(transport),
    ownTools: createOwnTools(transport),
    mcp,
    modelChoices,
    money: createMoney(transport),
    providers,
    search: createSearch(transport),
    sessions,
    settings,
    keeping,
    toasts,
    tools: createTools(transport),
    uploads: createUploads({ transport, drafts }),
    view,
    load,
    text: environment.language.text,
    get locale() {
      return environment.language.store.getState().locale
    },
  }
}

async function loadAll(rooms: readonly { readonly load: () => Promise<void> }[]): Promise<void> {
  await Promise.all(rooms.map((room) => room.load()))
}

type OpenedRooms = Pick<AppState, 'agents' | 'conversation' | 'modelChoices' | 'sessions'>

/** What is opened is read, and what was picked for a new chat goes with the one that it became. */
function watchOpened({ agents, conversation, modelChoices, sessions }: OpenedRooms): void {
  conversation.store.subscribe((next, before) => {
    if (next.sessionId === before.sessionId || !next.sessionId) return
    sessions.markRead(next.sessionId)
    if (before.status !== 'new' || next.status !== 'ready') return
    modelChoices.move(newChatKey, next.sessionId)
    agents.pick(undefined)
  })
}

type CoreWatchers = Pick<AppState, 'transport' | 'conversation' | 'sessions' | 'load'>

/** Reads anew what somebody else has changed, or may have. */
function watchCore({ transport, conversation, sessions, load }: CoreWatchers): void {
  transport.subscribe((notice) => {
    if (notice.type !== 'sessions-replaced') return
    // The chat that is open may not be among those of the backup.
    const startNew = () => conversation.store.getState().status === 'failed' && conversation.startNew()
    Promise.all([sessions.load(), conversation.refresh()]).then(startNew, () => undefined)
  })
  transport.connection.subscribe((connection) => {
    if (connection !== 'connected') return
    // A notice may have been missed while the connection was gone.
    Promise.all([load(), conversation.refresh()]).catch(() => undefined)
  })
}

type QueueSenders = Pick<
  AppState,
  | 'transport'
  | 'language'
  | 'agents'
  | 'conversation'
  | 'drafts'
  | 'modelChoices'
  | 'providers'
  | 'sessions'
  | 'settings'
  | 'toasts'
>

function sendQueued({
  language,
  agents,
  modelChoices,
  providers,
  settings,
  toasts,
  ...rooms
}: QueueSenders): void {
  watchQueue({
    ...rooms,
    choiceOf: (sessionId, runs) => {
      const session = rooms.sessions.store.getState().sessions.find(({ id }) => id === sessionId)
      const found = agentFor(
        { sessionId, ...(session && { session }) },
        agents.store.getState(),
        settings.store.getState(),
      )
      const choice = modelForNext({
        picked: modelChoices.store.getState().picked[sessionId],
        runs,
        settings: settings.store.getState().settings,
        providers: providers.store.getState().providers,
        agent: typeof found === 'string' ? undefined : found,
      })
      return choice ?? {}
    },
    onRefused: (error) => toasts.show({ tone: 'failed', text: failureText(language.text, failureOf(error)) }),
  })
}
