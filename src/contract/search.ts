import { z } from 'zod'
import { messageIdSchema, sessionIdSchema, timestampSchema } from './id.ts'
import { roleSchema, type Message } from './message.ts'

/** What one looks for. Every word of `text` must occur, in any order, as the beginning of a word or inside of it. */
export const searchQuerySchema = z.object({
  text: z.string().trim().min(1).max(500),
  /** `recent` has the newest message first, `ranked` the best match of a bounded number of recent ones. */
  order: z.enum(['recent', 'ranked']).default('recent'),
  limit: z.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
  sessionId: sessionIdSchema.optional(),
  folder: z.string().optional(),
  role: roleSchema.extract(['user', 'assistant']).optional(),
  model: z.string().optional(),
  /** Only answers that called this tool. */
  tool: z.string().optional(),
  /** Creation of the message, milliseconds since 1970 UTC: from, and before. */
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
})
export type SearchQuery = Readonly<z.infer<typeof searchQuerySchema>>

/** A message that was found. */
export const searchHitSchema = z.object({
  sessionId: sessionIdSchema,
  messageId: messageIdSchema,
  title: z.string(),
  role: roleSchema,
  createdAt: timestampSchema,
  /** Some words around the first match, in order; `hit` marks what was looked for. */
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })).readonly(),
})
export type SearchHit = Readonly<z.infer<typeof searchHitSchema>>

/** Some of what was found. `complete` is false when the engine stopped before it had looked at everything. */
export const searchPageSchema = z.object({
  hits: z.array(searchHitSchema).readonly(),
  nextCursor: z.string().optional(),
  complete: z.boolean(),
})
export type SearchPage = Readonly<z.infer<typeof searchPageSchema>>

/** What of one chat has the words that somebody looks for in it: messages that have them, oldest first, and how often. */
export const foundInSessionSchema = z.object({
  places: z.array(z.object({ messageId: messageIdSchema, count: z.number().int().positive() })).readonly(),
  /** False when there are more messages than were looked at. */
  complete: z.boolean(),
})
export type FoundInSession = Readonly<z.infer<typeof foundInSessionSchema>>
export type FoundMessage = FoundInSession['places'][number]

/**
 * How far into a message search looks, in UTF-16 units: some 150,000 words. An index of all of a file of a hundred
 * megabytes that somebody pasted would hold up everything else that is to be stored for half a minute.
 */
export const mostSearched = 1_000_000

/** What search looks at: the words of people and models, and the names of their files. What tools take and return is not among them. */
export function searchableText({ role, parts }: Pick<Message, 'role' | 'parts'>): string {
  if (role !== 'user' && role !== 'assistant') return ''
  const texts = parts.flatMap((part) => {
    if (part.type === 'text' || part.type === 'refusal') return [part.text]
    // Content of an older Parley has no hash; its name is not in the indexes and must not be looked for there.
    return (part.type === 'image' || part.type === 'file') && part.hash && part.name ? [part.name] : []
  })
  return texts.join('\n').slice(0, mostSearched)
}
