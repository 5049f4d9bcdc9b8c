import type { Failure } from '../../contract/failure.ts'
import { openAgentFile, openPromptFile } from '../config/library-files.ts'
import { createAgents, type Agents } from '../core/library/agents.ts'
import { createPrompts, type Prompts } from '../core/library/prompts.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Host } from './host.ts'

/** The user's agents and prompts. */
export function openLibrary(
  { profile }: Host,
  clock: Clock,
): {
  readonly agents: Agents
  readonly prompts: Prompts
  /** Files that could not be read. */
  readonly warnings: readonly (Failure | undefined)[]
} {
  const now = () => clock.now()
  const [agents, prompts] = [openAgentFile(profile.agents, now), openPromptFile(profile.prompts, now)]
  return {
    agents: createAgents(agents),
    prompts: createPrompts(prompts),
    warnings: [agents.warning, prompts.warning],
  }
}
