import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { generationSchema } from './generation.ts'
import {
  agentIdSchema,
  messageIdSchema,
  providerIdSchema,
  runIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './id.ts'
import { clientToolsSchema, toolCallSchema } from './tool.ts'
import { usageSchema } from './usage.ts'

/** The Assistants API's own words. */
export const runStatusSchema = z.enum([
  'queued',
  'in_progress',
  'requires_action',
  'cancelling',
  'cancelled',
  'failed',
  'completed',
  'incomplete',
  'expired',
])
export type RunStatus = z.infer<typeof runStatusSchema>

/** Why a run ended before the model was done. */
export const incompleteReasonSchema = z.enum([
  'round-limit',
  'spending-limit',
  'length',
  'content-filter',
  'interrupted',
  /** The model asked for the same call again and again. */
  'tool-loop',
])
export type IncompleteReason = z.infer<typeof incompleteReasonSchema>

/** What a limit of spending counts. */
export const spendingScopeSchema = z.enum(['run', 'session', 'day'])
export type SpendingScope = z.infer<typeof spendingScopeSchema>

/** What a run waits for: outputs of tools that a client runs itself, or a person's word on calls. */
export const requiredActionSchema = z.object({
  type: z.enum(['submit-tool-outputs', 'approve-calls']),
  calls: z.array(toolCallSchema).readonly(),
  /** When a run that waits for outputs expires. */
  expiresAt: timestampSchema.optional(),
})

/** Whose words a run had before the conversation, in the state of that moment. */
export const runAgentSchema = z.object({
  id: agentIdSchema,
  name: z.string(),
  /** The agent's `hash`: it has changed since where that is another one. */
  hash: z.string(),
})

/** What a run was asked to do with; fixed when it starts. */
export const runOptionsSchema = z.object({
  providerId: providerIdSchema,
  model: z.string().min(1),
  streaming: z.boolean(),
  parallelTools: z.boolean(),
  maxRounds: z.number().int().min(1).max(1000),
  generation: generationSchema.optional(),
  /** Make the conversation shorter before it is sent: fold its older part, or leave out the oldest turns. */
  shorten: z.enum(['fold', 'leave-out']).optional(),
  /** Tools that the caller runs itself. */
  clientTools: clientToolsSchema.optional(),
  /** How many of the oldest messages are left out of the requests for want of room; Parley counts them. */
  leftOut: z.number().int().positive().optional(),
  /** Absent where the chat has none. */
  agent: runAgentSchema.optional(),
  /** Absent for an answer. */
  purpose: z.literal('compaction').optional(),
})
/** What a caller may choose of it. */
export const runChoiceSchema = runOptionsSchema.omit({ leftOut: true, purpose: true, agent: true }).partial()
export type RunOptions = Readonly<z.infer<typeof runOptionsSchema>>

export const runSchema = z.object({
  id: runIdSchema,
  sessionId: sessionIdSchema,
  /** The message that the run answers. */
  userMessageId: messageIdSchema,
  status: runStatusSchema,
  options: runOptionsSchema,
  createdAt: timestampSchema,
  endedAt: timestampSchema.optional(),
  usage: usageSchema,
  /** US dollars; absent when no price is known. */
  cost: z.number().nonnegative().optional(),
  failure: failureSchema.optional(),
  incompleteReason: incompleteReasonSchema.optional(),
  requiredAction: requiredActionSchema.optional(),
})
export type Run = Readonly<z.infer<typeof runSchema>>

const ended: ReadonlySet<RunStatus> = new Set(['cancelled', 'failed', 'completed', 'incomplete', 'expired'])

/** True when no event can follow. */
export function isEnded(status: RunStatus): boolean {
  return ended.has(status)
}
