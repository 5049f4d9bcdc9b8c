import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AgentView, AgentWords } from '../../contract/agent.ts'
import { newChatKey } from '../../contract/draft.ts'
import type { AgentId } from '../../contract/id.ts'
import { agentIn } from '../../contract/session.ts'
import type { Transport } from '../transport/transport.ts'
import type { ConversationState } from './conversation.ts'
import type { ModelChoices } from './model-choice.ts'
import type { SettingsState } from './settings.ts'
import { type Unsaved, withUnsaved } from './unsaved.ts'

export interface AgentsState extends Unsaved<AgentWords> {
  readonly agents: readonly AgentView[]
  /** What the user picked for the chat that does not exist yet; `null` for none, absent for what the settings say. */
  readonly picked?: AgentId | null | undefined
}

/** The user's agents. All changes reject with the core's failure. */
export interface Agents {
  readonly store: StoreApi<AgentsState>
  readonly load: () => Promise<void>
  readonly save: (words: AgentWords & { readonly id?: AgentId }) => Promise<AgentView>
  /** Keeps what is written in the form of one, or of a `new` one, until it is saved. */
  readonly keep: (key: string, words: AgentWords | undefined) => void
  readonly remove: (id: AgentId) => Promise<void>
  readonly restore: (id: AgentId) => Promise<void>
  readonly duplicate: (id: AgentId) => Promise<AgentView>
  /** Chooses for the chat that does not exist yet; `undefined` leaves it to the settings. */
  readonly pick: (id: AgentId | null | undefined) => void
  /** The agent of a chat, if it is there; `null` for none. */
  readonly ofSession: (session: ConversationState['session']) => AgentId | null
  /** Chooses for a chat, from its next message on. */
  readonly choose: (session: ConversationState['session'], id: AgentId | null) => Promise<void>
}

export function createAgents(transport: Transport, modelChoices: ModelChoices): Agents {
  const store = createStore<AgentsState>(() => ({ agents: [], unsaved: {} }))
  const take = ({ agents }: Pick<AgentsState, 'agents'>) => store.setState({ agents })
  transport.subscribe((notice) => {
    if (notice.type === 'agents-changed') take(notice)
  })
  const pick = (picked: AgentId | null | undefined) => {
    modelChoices.forget(newChatKey)
    store.setState({ picked })
  }
  return {
    store,
    load: async () => take(await transport.invoke('agents.list', {})),
    async save(words) {
      const { agent, agents } = await transport.invoke('agents.save', words)
      take({ agents })
      return agent
    },
    keep: (key, words) => store.setState(withUnsaved(key, words)),
    remove: async (id) => take(await transport.invoke('agents.remove', { id })),
    restore: async (id) => take(await transport.invoke('agents.restore', { id })),
    async duplicate(id) {
      const { agent, agents } = await transport.invoke('agents.duplicate', { id })
      take({ agents })
      return agent
    },
    pick,
    ofSession(session) {
      const id = session && agentIn(session)
      return store.getState().agents.some((each) => each.id === id) ? (id ?? null) : null
    },
    async choose(session, agentId) {
      if (!session) return pick(agentId)
      // Its model is meant with it.
      modelChoices.forget(session.id)
      await transport.invoke('sessions.update', { sessionId: session.id, change: { agentId } })
    },
  }
}

/** Who answers next in a chat: nobody of the user's, an agent, or one that is there no more. */
export type ChatAgent = AgentView | 'none' | 'deleted'

export function agentFor(
  { session, sessionId }: Pick<ConversationState, 'session' | 'sessionId'>,
  { agents, picked }: AgentsState,
  { settings }: SettingsState,
): ChatAgent {
  const find = (id: AgentId | null | undefined) => agents.find((each) => each.id === id)
  if (sessionId === undefined) return find(picked === undefined ? settings?.agentId : picked) ?? 'none'
  const id = session && agentIn(session)
  return id === undefined ? 'none' : (find(id) ?? 'deleted')
}
