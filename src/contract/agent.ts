import { z } from 'zod'
import { generationSchema } from './generation.ts'
import { agentIdSchema, providerIdSchema } from './id.ts'
import { limitMs } from './provider-limits.ts'

/** Letters of what an agent may be told, as many as an assistant of the Assistants API. */
export const longestInstructions = 256_000

export const longestAgentName = 80

/** How answers are made in the chats that have it. What is absent is as in the settings. */
export const agentWordsSchema = z.object({
  /** No other agent has it, in whatever case its letters are: commands name agents by it. */
  name: z.string().trim().min(1).max(longestAgentName),
  /** What the model is told before the conversation; empty for nothing. */
  instructions: z.string(),
  /** Who answers, always together with `model`. */
  providerId: providerIdSchema.optional(),
  model: z.string().min(1).max(200).optional(),
  /** Each wish stands over the same one of the settings. */
  generation: generationSchema.omit({ format: true }).optional(),
  /** Names of the tools that the model is told of; no other one can be called. Absent: all that are on. */
  tools: z.array(z.string().min(1).max(64)).max(500).readonly().optional(),
  /** Whether the calls of a round may run together. */
  parallelTools: z.boolean().optional(),
  /** How many of them may. */
  maxParallelTools: z.number().int().min(1).max(64).optional(),
  toolCallTimeoutMs: limitMs.optional(),
})
export type AgentWords = Readonly<z.infer<typeof agentWordsSchema>>

/** An agent as it is kept. */
export const agentSchema = agentWordsSchema.extend({
  id: agentIdSchema,
  instructions: z.string().max(longestInstructions),
})
export type Agent = Readonly<z.infer<typeof agentSchema>>

export const agentViewSchema = agentSchema.extend({
  /** Another one after each change of what the agent is. */
  hash: z.string(),
})
export type AgentView = Readonly<z.infer<typeof agentViewSchema>>

/** What a new agent says until somebody writes something else. */
export const newAgentWords: AgentWords = {
  name: 'Assistant',
  instructions: 'You are a helpful assistant.',
}
