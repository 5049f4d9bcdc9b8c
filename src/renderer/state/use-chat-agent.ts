import type { AgentView } from '../../contract/agent.ts'
import { agentFor, type ChatAgent } from './agents.ts'
import { useApp, useSelect } from './app-context.tsx'

/** Who answers next in the open chat. */
export function useChatAgent(): ChatAgent {
  const { agents, conversation, settings } = useApp()
  const sessionId = useSelect(conversation.store, (state) => state.sessionId)
  const session = useSelect(conversation.store, (state) => state.session)
  const known = useSelect(agents.store, (state) => state)
  const inForce = useSelect(settings.store, (state) => state)
  return agentFor({ ...(sessionId && { sessionId }), ...(session && { session }) }, known, inForce)
}

/** The agent that answers next in the open chat; undefined for nobody. */
export function usePresentAgent(): AgentView | undefined {
  const agent = useChatAgent()
  return typeof agent === 'string' ? undefined : agent
}
