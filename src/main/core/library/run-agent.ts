import type { AgentView } from '../../../contract/agent.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { ToolLimits } from '../run/run-state.ts'
import { onlyTools } from './agent-tools.ts'

/** What a run keeps of the agent that it is made with. */
export function agentOf(agent: AgentView | undefined): Pick<RunOptions, 'agent'> {
  if (!agent) return {}
  const { id, name, hash } = agent
  return { agent: { id, name, hash } }
}

/** The tools that the agent may use. */
export function toolsOf(agent: AgentView | undefined, all: ToolSource): ToolSource {
  return agent?.tools ? onlyTools(all, agent.tools) : all
}

export function limitsWith(agent: AgentView | undefined, limits: ToolLimits): ToolLimits {
  return { ...limits, atOnce: agent?.maxParallelTools ?? limits.atOnce }
}
