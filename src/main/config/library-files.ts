import { z } from 'zod'
import { agentSchema, type Agent } from '../../contract/agent.ts'
import type { Failure } from '../../contract/failure.ts'
import { promptSchema, type Prompt } from '../../contract/prompt.ts'
import type { ListStore } from '../core/ports/list-store.ts'
import { openKeptFile } from './kept-file.ts'

export interface ListFile<Item> extends ListStore<Item> {
  /** Set when the file could not be read; it then lies beside the new one under another name. */
  readonly warning: Failure | undefined
}

/** The agents in a file of their own. Throws as the settings do. */
export function openAgentFile(path: string, now: () => number): ListFile<Agent> {
  const schema = z.object({ version: z.literal(1), agents: z.array(agentSchema).readonly() }).readonly()
  const file = openKeptFile({
    path,
    schema,
    now,
    start: { version: 1, agents: [] },
    malformed: 'list-malformed',
  })
  return {
    warning: file.warning,
    read: () => file.read().agents,
    write: (agents) => file.write({ version: 1, agents }),
  }
}

/** The library of prompts in a file of its own. Throws as the settings do. */
export function openPromptFile(path: string, now: () => number): ListFile<Prompt> {
  const schema = z.object({ version: z.literal(1), prompts: z.array(promptSchema).readonly() }).readonly()
  const file = openKeptFile({
    path,
    schema,
    now,
    start: { version: 1, prompts: [] },
    malformed: 'list-malformed',
  })
  return {
    warning: file.warning,
    read: () => file.read().prompts,
    write: (prompts) => file.write({ version: 1, prompts }),
  }
}
