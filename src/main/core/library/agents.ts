import {
  longestAgentName,
  longestInstructions,
  type Agent,
  type AgentView,
  type AgentWords,
} from '../../../contract/agent.ts'
import { agentIdOf, type AgentId } from '../../../contract/id.ts'
import { agentIn, type Session } from '../../../contract/session.ts'
import { ParleyError } from '../errors.ts'
import type { ListStore } from '../ports/list-store.ts'
import { createNamedList } from './named-list.ts'

/** The user's agents. */
export interface Agents {
  views(): Promise<readonly AgentView[]>
  /** Makes an agent, or changes the one with that id. Throws `agent-missing`, `name-taken`, `text-too-long`. */
  save(words: AgentWords & { readonly id?: AgentId | undefined }): Promise<AgentView>
  /** Throws `agent-missing`. */
  remove(id: AgentId): Promise<void>
  /** Throws `agent-missing` where nothing of that id was removed since the start. */
  restore(id: AgentId): Promise<void>
  /** A copy with a name of its own, right at the end. Throws `agent-missing`. */
  duplicate(id: AgentId): Promise<AgentView>
  /** The agent that answers in a session next; undefined where it has none, or has one that was deleted. */
  ofSession(session: Pick<Session, 'metadata'>): Promise<AgentView | undefined>
  /** The same by id. */
  view(id: AgentId | undefined): Promise<AgentView | undefined>
  /** The id, if it is that of an agent. */
  known(id: AgentId | undefined): AgentId | undefined
  /** Throws `agent-missing` where there is none of that id. */
  need(id: AgentId): void
  watch(listener: () => void): () => void
}

export function createAgents(store: ListStore<Agent>): Agents {
  const list = createNamedList(store, 'agent-missing', { longest: longestAgentName, before: ' ' })
  const view = async (id: AgentId | undefined) => {
    const agent = id === undefined ? undefined : list.find(id)
    return agent && viewOf(agent)
  }
  return {
    views: () => Promise.all(list.all().map(viewOf)),
    view,
    ofSession: (session) => view(agentIn(session)),
    async save({ id, ...words }) {
      checkLength(words.instructions, longestInstructions)
      const known = id === undefined ? undefined : list.get(id)
      const agent = { ...given(words), id: known?.id ?? newId() }
      await list.save(agent)
      return viewOf(agent)
    },
    known: (id) => (id === undefined ? undefined : list.find(id)?.id),
    need: (id) => void list.get(id),
    remove: (id) => list.remove(id),
    restore: (id) => list.restore(id),
    async duplicate(id) {
      const copy = { ...list.get(id), id: newId() }
      await list.add([copy])
      return viewOf(list.get(copy.id))
    },
    watch: (listener) => list.watch(listener),
  }
}

/** Throws `text-too-long`. */
export function checkLength(text: string, limit: number): void {
  if (text.length <= limit) return
  throw new ParleyError('text-too-long', { params: { length: String(text.length), limit: String(limit) } })
}

function newId(): AgentId {
  return agentIdOf(crypto.randomUUID())
}

// What is named but undefined would be kept as such in memory and be gone after the next start.
function given(words: AgentWords): AgentWords {
  const { name, instructions, providerId, model, generation, tools } = words
  const { parallelTools, maxParallelTools, toolCallTimeoutMs } = words
  return {
    name: name.trim(),
    instructions,
    ...(providerId && model && { providerId, model }),
    ...(generation && Object.values(generation).some((wish) => wish !== undefined) && { generation }),
    ...(tools && { tools: [...new Set(tools)] }),
    ...(parallelTools !== undefined && { parallelTools }),
    ...(maxParallelTools !== undefined && { maxParallelTools }),
    ...(toolCallTimeoutMs !== undefined && { toolCallTimeoutMs }),
  }
}

async function viewOf(agent: Agent): Promise<AgentView> {
  return { ...agent, hash: await hashOf(agent) }
}

// The name is no part of what an answer was made with.
async function hashOf({ id: _id, name: _name, ...words }: Agent): Promise<string> {
  const fields = Object.entries(words).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const bytes = new TextEncoder().encode(JSON.stringify(fields))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
