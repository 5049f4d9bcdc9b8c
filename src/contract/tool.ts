import { z } from 'zod'
import { callIdSchema, messageIdSchema, runIdSchema, sessionIdSchema, timestampSchema } from './id.ts'
import { keptTextSchema } from './attachment.ts'
import { failureSchema } from './failure.ts'

/** What a tool can do to the world: nothing beyond reading, changing files, the network, starting programs. */
export const toolEffectSchema = z.enum(['read', 'write', 'network', 'run'])
export type ToolEffect = z.infer<typeof toolEffectSchema>

export const approvalSchema = z.enum(['not-needed', 'asked', 'allowed', 'denied'])

/**
 * Why a person is asked. `effect`: the settings say so for what the tool can do. `tainted`: words of strangers came in
 * before, and the call would act. `leak`: they did, what is the user's own came in too, and the call could carry it out.
 */
export const askReasonSchema = z.enum(['effect', 'tainted', 'leak'])
export type AskReason = z.infer<typeof askReasonSchema>

/** What a decision holds for: this call, the chat until Parley closes, or every later call like it. */
export const decisionScopeSchema = z.enum(['once', 'session', 'always'])
export type DecisionScope = z.infer<typeof decisionScopeSchema>

/** Why a call may run or may not; stored before it begins. */
export const decisionSchema = z.object({
  allowed: z.boolean(),
  /**
   * `policy`: the setting for the effect. `rule`: something that was decided before. `person`: the one who was asked.
   * `caller`: there was nobody to ask, or the tool is the caller's own. `time`: nobody answered.
   */
  by: z.enum(['policy', 'rule', 'person', 'caller', 'time']),
  scope: decisionScopeSchema.optional(),
  /** Told to the model with a refusal. */
  reason: z.string().max(2000).optional(),
})
export type Decision = Readonly<z.infer<typeof decisionSchema>>

/**
 * A tool as the model is told of it (name, description, and `inputSchema`, a JSON Schema object), and what Parley must
 * know to let it run.
 */
export const toolDefinitionSchema = z.object({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  effect: toolEffectSchema,
  /** Who offers it, when Parley itself does not: the name of an MCP server or of the user's own file. */
  server: z.string().optional(),
  /** Differs when the tool or what starts its server does: what was allowed holds for this state only. */
  fingerprint: z.string().optional(),
  /** True when its results are words of strangers, such as a page of the web. */
  untrusted: z.boolean().optional(),
  /**
   * True when its results may be the user's own, such as files; counts as true for what a server reads.
   */
  personal: z.boolean().optional(),
  /**
   * The argument that names what a call changes, such as `path`. Calls that change one thing run in their order; without
   * it all calls of one server count as changing one thing.
   */
  resourceArgument: z.string().optional(),
  /** True when whoever asked for the run runs it, and Parley only waits for what it gives. */
  client: z.literal(true).optional(),
})
export type ToolDefinition = Readonly<z.infer<typeof toolDefinitionSchema>>

/** A tool that a caller brings along and runs itself. */
export const clientToolSchema = toolDefinitionSchema.pick({ name: true, inputSchema: true }).extend({
  description: z.string().max(20_000),
})
/** As many as several providers take. */
export const clientToolsSchema = z.array(clientToolSchema).max(128).readonly()
export type ClientTool = Readonly<z.infer<typeof clientToolSchema>>

/** Whether a model is to call: as it likes, never, some tool, or the one that is named. */
export const toolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.object({ name: z.string().min(1).max(64) }),
])
export type ToolChoice = Readonly<z.infer<typeof toolChoiceSchema>>

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

const denials: readonly string[] = [
  'tool-denied',
  'tool-denied-because',
  'tool-forbidden',
  'tool-unanswered',
  'tool-unasked',
]

/** True where a call did not run because it was not allowed: nothing went wrong. */
export function isDenial(code: string | undefined): boolean {
  return code !== undefined && denials.includes(code)
}

/** True for a call that whoever asked for the run makes itself. */
export function isClientCall({ decision }: Pick<ToolCallRecord, 'decision'>): boolean {
  return decision?.by === 'caller' && decision.allowed
}

/** The history of one call. `unknown`: Parley stopped while it ran, so nobody knows whether it took effect. */
export const toolCallRecordSchema = toolCallSchema.extend({
  runId: runIdSchema,
  sessionId: sessionIdSchema,
  messageId: messageIdSchema,
  round: z.number().int().positive(),
  effect: toolEffectSchema,
  /** Who offers the tool, when Parley itself does not. */
  server: z.string().optional(),
  approval: approvalSchema,
  askReason: askReasonSchema.optional(),
  decision: decisionSchema.optional(),
  status: toolCallStatusSchema,
  progress: z.string().optional(),
  /** What the model reads. */
  result: z.string().optional(),
  /** All that the tool gave, where the result is its beginning and its end. */
  whole: keptTextSchema.optional(),
  failure: failureSchema.optional(),
  requestedAt: timestampSchema,
  startedAt: timestampSchema.optional(),
  /** Milliseconds from start to outcome. */
  durationMs: z.number().nonnegative().optional(),
})
export type ToolCallRecord = Readonly<z.infer<typeof toolCallRecordSchema>>
