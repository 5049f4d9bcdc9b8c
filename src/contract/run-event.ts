import { z } from 'zod'
import { keptTextSchema } from './attachment.ts'
import { failureSchema } from './failure.ts'
import { callIdSchema, messageIdSchema, runIdSchema, sessionIdSchema, timestampSchema } from './id.ts'
import { messageSchema } from './message.ts'
import { rateLimitNameSchema } from './provider-limits.ts'
import { incompleteReasonSchema, requiredActionSchema, runSchema, runStatusSchema } from './run.ts'
import { approvalSchema, askReasonSchema, decisionSchema, toolCallSchema, toolEffectSchema } from './tool.ts'
import { usageSchema } from './usage.ts'

const heading = {
  /** From 1 without gaps within a run. */
  seq: z.number().int().positive(),
  runId: runIdSchema,
  sessionId: sessionIdSchema,
  at: timestampSchema,
}

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ ...heading, type: z.literal(type), ...shape })

const duration = z.number().nonnegative()

export const runEventSchema = z.discriminatedUnion('type', [
  event('run-created', { run: runSchema }),
  event('run-status-changed', {
    status: runStatusSchema,
    requiredAction: requiredActionSchema.optional(),
    incompleteReason: incompleteReasonSchema.optional(),
  }),
  event('message-created', { message: messageSchema }),
  event('text-delta', { messageId: messageIdSchema, text: z.string() }),
  event('reasoning-delta', { messageId: messageIdSchema, text: z.string() }),
  event('refusal-delta', { messageId: messageIdSchema, text: z.string() }),
  event('tool-call-delta', {
    messageId: messageIdSchema,
    callId: callIdSchema,
    name: z.string().optional(),
    argumentsText: z.string(),
  }),
  event('tool-call-requested', {
    messageId: messageIdSchema,
    /** The round within the run, from 1. */
    round: z.number().int().positive(),
    call: toolCallSchema,
    effect: toolEffectSchema,
    server: z.string().optional(),
    approval: approvalSchema,
    /** With `asked`. */
    askReason: askReasonSchema.optional(),
    /** Where nobody had to be asked. */
    decision: decisionSchema.optional(),
  }),
  event('tool-call-decided', { callId: callIdSchema, decision: decisionSchema }),
  event('tool-call-started', { callId: callIdSchema }),
  event('tool-call-progressed', { callId: callIdSchema, text: z.string() }),
  event('tool-call-completed', {
    callId: callIdSchema,
    /** What the model reads. */
    result: z.string(),
    /** All that the tool gave, where that is too long to be read at once. */
    whole: keptTextSchema.optional(),
    durationMs: duration,
  }),
  event('tool-call-failed', { callId: callIdSchema, failure: failureSchema, durationMs: duration }),
  event('message-completed', { message: messageSchema }),
  event('retry-scheduled', {
    attempt: z.number().int().positive(),
    delayMs: duration,
    failure: failureSchema,
  }),
  /** The request stays here because a limit of the provider's settings is used up; a change of status ends that. */
  event('request-queued', { limit: rateLimitNameSchema, count: z.number().int().positive() }),
  /** So many messages of the path are being folded into a summary. */
  event('folding-started', { messageCount: z.number().int().positive() }),
  /** The summary, or why there is none. A run that was stopped says neither. */
  event('folding-ended', { summary: messageSchema.optional(), failure: failureSchema.optional() }),
  /** So many of the oldest messages are not sent, since the model has no room for them. */
  event('messages-left-out', { messageCount: z.number().int().positive() }),
  event('usage-updated', { usage: usageSchema, cost: z.number().nonnegative().optional() }),
  event('run-ended', {
    status: runStatusSchema,
    usage: usageSchema,
    cost: z.number().nonnegative().optional(),
    failure: failureSchema.optional(),
    incompleteReason: incompleteReasonSchema.optional(),
  }),
])

/** One numbered, immutable fact of a run. Exactly one `run-ended`, always last. */
export type RunEvent = Readonly<z.infer<typeof runEventSchema>>

type WithoutHeading<Event> = Event extends RunEvent ? Omit<Event, keyof typeof heading> : never
/** A run event before it is numbered. */
export type RunEventBody = WithoutHeading<RunEvent>
