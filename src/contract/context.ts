import { z } from 'zod'
import { markSchema, partPlaceSchema } from './context-mark.ts'
import { itemKinds } from './item-kinds.ts'

export const itemKindSchema = z.enum(itemKinds)

/**
 * `folded`: a summary stands for it. `trimmed`: it is left out for want of room. `muted` may come of another item's mark: a
 * result goes with its call.
 */
export const itemStateSchema = z.enum(['sent', 'muted', 'pinned', 'shortened', 'folded', 'trimmed'])
export type ItemState = z.infer<typeof itemStateSchema>

const tokens = z.number().int().nonnegative()

/** What marking an item would change. */
const effectSchema = z.object({
  /** Tokens more, or less, in the next request. */
  tokens: z.number().int(),
  /** About how many tokens the provider has kept behind it, which it would read anew; absent where it has kept none. */
  uncached: z.number().int().positive().optional(),
})

export const contextItemSchema = z.object({
  /** The same for as long as the item is there. */
  id: z.string(),
  kind: itemKindSchema,
  /** Absent for what is in no message: it cannot be marked. */
  place: partPlaceSchema.optional(),
  /** Its first words, or its name. */
  label: z.string(),
  state: itemStateSchema,
  /** What it takes of the next request, counted as `context.estimate` counts; 0 for what is not sent. */
  tokens,
  /** Its own mark. */
  mark: markSchema.optional(),
  /** What may be done with it. `none` takes its mark away. */
  effects: z.partialRecord(z.enum([...markSchema.options, 'none']), effectSchema),
})
export type ContextItem = Readonly<z.infer<typeof contextItemSchema>>
export type MarkChoice = keyof ContextItem['effects']

/** What the next request of a chat holds. The items in the order in which they are sent. */
export const contextViewSchema = z.object({
  items: z.array(contextItemSchema).readonly(),
  /** What is sent, by kind. `count` leaves out what is not sent. */
  totals: z.array(z.object({ kind: itemKindSchema, tokens, count: tokens })).readonly(),
  /** All of it, the older part included. */
  tokens,
  /** What `context.estimate` says of it, where that rests on the provider's own count. */
  counted: tokens.optional(),
  /** What was asked for no more than as a sum: the turns before the oldest one whose items are told. */
  older: z.object({ turns: z.number().int().positive(), messages: tokens, tokens }).optional(),
  /** How many tools the model is told of whole, and by a line. */
  tools: z.object({ whole: tokens, listed: tokens }),
  /** Set when the request would first let the oldest messages be folded. */
  folds: z.object({ messageCount: z.number().int().positive() }).optional(),
  contextTokens: z.number().int().positive().optional(),
})
export type ContextView = Readonly<z.infer<typeof contextViewSchema>>
