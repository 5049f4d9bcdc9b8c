import { z } from 'zod'
import { contentHashSchema, keptTextSchema, type ContentHash } from './attachment.ts'
import {
  callIdSchema,
  messageIdSchema,
  providerIdSchema,
  runIdSchema,
  sessionIdSchema,
  timestampSchema,
} from './id.ts'
import { protocolSchema } from './provider.ts'
import { usageSchema } from './usage.ts'
import { wireNoteSchema } from './wire-note.ts'

/** What a provider wants back beside a part, readable by it alone. */
const signature = z.string().optional()

const textPart = z.object({ type: z.literal('text'), text: z.string(), signature })
/** `signature` is the provider's proof that it wrote this reasoning; some providers refuse a replay without it. */
const reasoningPart = z.object({
  type: z.literal('reasoning'),
  text: z.string(),
  signature,
  /** Encrypted reasoning, replayed as received and never shown. */
  redacted: z.string().optional(),
})
const refusalPart = z.object({ type: z.literal('refusal'), text: z.string() })
const toolCallPart = z.object({
  type: z.literal('tool-call'),
  id: callIdSchema,
  name: z.string(),
  arguments: z.string(),
  signature,
})
const toolResultPart = z.object({
  type: z.literal('tool-result'),
  callId: callIdSchema,
  content: z.string(),
  isError: z.boolean(),
  /** Where the content is only the beginning and the end of what the tool gave. */
  whole: keptTextSchema.optional(),
})
// The content of these two is kept apart, under its hash. What an older Parley stored, and what a model has just
// written, is here itself, as base64 in `data`.
const content = {
  data: z.string().optional(),
  hash: contentHashSchema.optional(),
}
const size = z.number().int().nonnegative().optional()
const count = z.number().int().positive().optional()
const imagePart = z.object({
  type: z.literal('image'),
  mediaType: z.string(),
  ...content,
  name: z.string().optional(),
  size,
  /** In pixels. */
  width: count,
  height: count,
})
const filePart = z.object({
  type: z.literal('file'),
  name: z.string(),
  mediaType: z.string(),
  ...content,
  size,
  pages: count,
  extracted: keptTextSchema.optional(),
})
/** A page that the text before it rests on. */
const sourcePart = z.object({
  type: z.literal('source'),
  url: z.string(),
  title: z.string().optional(),
  /** The words of the page. */
  quote: z.string().optional(),
  signature,
})
/**
 * Something that the provider did by itself, such as a search of the web. It is shown in one line and goes back to the
 * protocol that it came from as it was.
 */
const providerItemPart = z.object({
  type: z.literal('provider-item'),
  protocol: protocolSchema,
  /** The wire's own word for it. */
  kind: z.string(),
  /** What it was about, in a few words; empty when it does not say. */
  label: z.string(),
  /** The JSON text as received. */
  data: z.string(),
})

/**
 * Words that stand, in later requests, for everything on the path up to the message's parent. The message that holds
 * it is nobody's parent and on no path: what it folds stays as it was.
 */
const summaryPart = z.object({
  type: z.literal('summary'),
  text: z.string(),
  /** How many messages it stands for, and about how many tokens those have. */
  messageCount: z.number().int().positive(),
  tokens: z.number().int().nonnegative(),
  /** Set when the user wants the messages themselves sent again. */
  undone: z.literal(true).optional(),
})

export const partSchema = z.discriminatedUnion('type', [
  textPart,
  reasoningPart,
  refusalPart,
  toolCallPart,
  toolResultPart,
  imagePart,
  filePart,
  sourcePart,
  providerItemPart,
  summaryPart,
])
export type Part = Readonly<z.infer<typeof partSchema>>
/** A picture or a file, with its content or the hash of it. */
export type MediaPart = Extract<Part, { type: 'image' | 'file' }>
export type SummaryPart = Extract<Part, { type: 'summary' }>

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
  wire: wireNoteSchema.optional(),
  createdAt: timestampSchema,
})
export type Message = Readonly<z.infer<typeof messageSchema>>

/** All plain text of a message, in order, without reasoning, calls and results. */
export function textOf(message: Pick<Message, 'parts'>): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** The summary that a message holds; undefined for a message of the conversation. */
export function summaryIn({ parts: [part] }: Pick<Message, 'parts'>): SummaryPart | undefined {
  return part?.type === 'summary' ? part : undefined
}

/** What a provider did by itself, in the words of its wire. */
export function wordsOfItem({ kind, label }: Extract<Part, { type: 'provider-item' }>): string {
  const words = kind.replaceAll('_', ' ')
  return label === '' ? words : `${words}: ${label}`
}

export function isMedia(part: Part): part is MediaPart {
  return part.type === 'image' || part.type === 'file'
}

/** The content that the parts refer to, each once. */
export function contentHashesIn(parts: readonly Part[]): readonly ContentHash[] {
  const hashes = new Set<ContentHash>()
  for (const part of parts) {
    if (part.type === 'tool-result' && part.whole) hashes.add(part.whole.hash)
    if (!isMedia(part)) continue
    if (part.hash) hashes.add(part.hash)
    if (part.type === 'file' && part.extracted) hashes.add(part.extracted.hash)
  }
  return [...hashes]
}
