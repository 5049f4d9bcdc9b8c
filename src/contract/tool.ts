import { z } from 'zod'
import { callIdSchema, messageIdSchema, runIdSchema, sessionIdSchema, timestampSchema } from './id.ts'
import { failureSchema } from './failure.ts'

/** What a tool can do to the world: nothing beyond reading, changing files, the network, starting programs. */
export const toolEffectSchema = z.enum(['read', 'write', 'network', 'run'])
export type ToolEffect = z.infer<typeof toolEffectSchema>

export const approvalSchema = z.enum(['not-needed', 'asked', 'allowed', 'denied'])

/** What the model is told of a tool. `inputSchema` is a JSON Schema object. */
export const toolDefinitionSchema = z.object({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  effect: toolEffectSchema,
})
export type ToolDefinition = Readonly<z.infer<typeof toolDefinitionSchema>>

/** A call as the model asked for it. `arguments` is the JSON text as received, valid or not. */
export const toolCallSchema = z.object({
  id: callIdSchema,
  name: z.string(),
  arguments: z.string(),
})
export type ToolCall = Readonly<z.infer<typeof toolCallSchema>>

export const toolCallStatusSchema = z.enum([
  'requested',
  'running',
  'completed',
  'failed',
  'cancelled',
  'unknown',
])
export type ToolCallStatus = z.infer<typeof toolCallStatusSchema>

/** The history of one call. `unknown`: Parley stopped while it ran, so nobody knows whether it took effect. */
export const toolCallRecordSchema = toolCallSchema.extend({
  runId: runIdSchema,
  sessionId: sessionIdSchema,
  messageId: messageIdSchema,
  round: z.number().int().positive(),
  effect: toolEffectSchema,
  approval: approvalSchema,
  status: toolCallStatusSchema,
  progress: z.string().optional(),
  result: z.string().optional(),
  failure: failureSchema.optional(),
  requestedAt: timestampSchema,
  startedAt: timestampSchema.optional(),
  /** Milliseconds from start to outcome. */
  durationMs: z.number().nonnegative().optional(),
})
export type ToolCallRecord = Readonly<z.infer<typeof toolCallRecordSchema>>
