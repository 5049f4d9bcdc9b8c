import { z } from 'zod'
import {
  callIdSchema,
  messageIdSchema,
  providerIdSchema,
  runIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './id.ts'
import { usageSchema } from './usage.ts'

const textPart = z.object({ type: z.literal('text'), text: z.string() })
/** `signature` is the provider's proof that it wrote this reasoning; some providers refuse a replay without it. */
const reasoningPart = z.object({
  type: z.literal('reasoning'),
  text: z.string(),
  signature: z.string().optional(),
  /** Encrypted reasoning, replayed as received and never shown. */
  redacted: z.string().optional(),
})
const refusalPart = z.object({ type: z.literal('refusal'), text: z.string() })
const toolCallPart = z.object({
  type: z.literal('tool-call'),
  id: callIdSchema,
  name: z.string(),
  arguments: z.string(),
})
const toolResultPart = z.object({
  type: z.literal('tool-result'),
  callId: callIdSchema,
  content: z.string(),
  isError: z.boolean(),
})
const imagePart = z.object({ type: z.literal('image'), mediaType: z.string(), data: z.string() })
const filePart = z.object({
  type: z.literal('file'),
  name: z.string(),
  mediaType: z.string(),
  data: z.string(),
})
const sourcePart = z.object({ type: z.literal('source'), url: z.string(), title: z.string().optional() })

export const partSchema = z.discriminatedUnion('type', [
  textPart,
  reasoningPart,
  refusalPart,
  toolCallPart,
  toolResultPart,
  imagePart,
  filePart,
  sourcePart,
])
export type Part = Readonly<z.infer<typeof partSchema>>

export const roleSchema = z.enum(['system', 'user', 'assistant', 'tool'])
export type Role = z.infer<typeof roleSchema>

export const finishReasonSchema = z.enum([
  'stop',
  'tool-calls',
  'length',
  'content-filter',
  'refusal',
  'paused',
  'interrupted',
  'unknown',
])
export type FinishReason = z.infer<typeof finishReasonSchema>

/** A node of a session's tree. The path from a leaf to the root is one conversation. */
export const messageSchema = z.object({
  id: messageIdSchema,
  sessionId: sessionIdSchema,
  parentId: messageIdSchema.nullable(),
  role: roleSchema,
  parts: z.array(partSchema).readonly(),
  runId: runIdSchema.optional(),
  finishReason: finishReasonSchema.optional(),
  usage: usageSchema.optional(),
  model: z.string().optional(),
  provider: providerIdSchema.optional(),
  createdAt: timestampSchema,
})
export type Message = Readonly<z.infer<typeof messageSchema>>

/** All plain text of a message, in order, without reasoning, calls and results. */
export function textOf(message: Pick<Message, 'parts'>): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
