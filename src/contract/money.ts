import { z } from 'zod'
import { sessionIdSchema, timestampSchema } from './id.ts'
import { usageSchema, type Usage } from './usage.ts'

const dollars = z.number().nonnegative().max(1_000_000)

/** US dollars for a million tokens. What has no price of its own costs what plain input does. */
export const pricesSchema = z.object({
  input: dollars,
  output: dollars,
  cacheRead: dollars.optional(),
  cacheWrite: dollars.optional(),
})
export type Prices = Readonly<z.infer<typeof pricesSchema>>

/** What is known of a model beside its name. Nothing is known of many, which is not the same as free. */
export const modelFactsSchema = z.object({
  /** The most tokens of question and answer together. */
  contextTokens: z.number().int().positive().optional(),
  prices: pricesSchema.optional(),
  /** Whose word the prices are. */
  source: z.enum(['user', 'catalogue']).optional(),
  /** Where the catalogue found them. */
  page: z.string().optional(),
})
export type ModelFacts = Readonly<z.infer<typeof modelFactsSchema>>

/** What may be spent, in US dollars; an absent limit is none. */
export const spendingLimitsSchema = z.object({
  run: dollars.optional(),
  session: dollars.optional(),
  day: dollars.optional(),
})
export type SpendingLimits = Readonly<z.infer<typeof spendingLimitsSchema>>

/** What one model did on one day of the user's calendar. */
export const usageDaySchema = z.object({
  /** As 2026-11-20. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  providerId: z.string(),
  model: z.string(),
  rounds: z.number().int().nonnegative(),
  usage: usageSchema,
  /** US dollars of the rounds whose price was known. */
  cost: z.number().nonnegative(),
  /** Rounds whose price was not known. */
  unpriced: z.number().int().nonnegative(),
})
export type UsageDay = Readonly<z.infer<typeof usageDaySchema>>

/** How much of a model's context the next request takes. */
export const contextEstimateSchema = z.object({
  tokens: z.number().int().nonnegative(),
  /** Where most of the number comes from: the provider's own count of what was sent last, or our tokenizer. */
  basis: z.enum(['provider', 'tokenizer']),
  /** How many of them are pictures and files, of which nobody but the provider knows the true number. */
  media: z.number().int().positive().optional(),
  contextTokens: z.number().int().positive().optional(),
  /** US dollars of the request without its answer; absent when no price is known. */
  cost: z.number().nonnegative().optional(),
})
export type ContextEstimate = Readonly<z.infer<typeof contextEstimateSchema>>

/** What the runs of a session cost together, those of branches that are not shown included. */
export const sessionCostSchema = z.object({
  runs: z.number().int().nonnegative(),
  /** How many of them have a cost that is known. */
  priced: z.number().int().nonnegative(),
  /** US dollars of these. */
  cost: z.number().nonnegative(),
})
export type SessionCost = Readonly<z.infer<typeof sessionCostSchema>>

/** Which chats used most: of runs that were begun at `from` or later, of all when it is absent. */
export const usageQuerySchema = z.object({
  from: timestampSchema.optional(),
  limit: z.number().int().min(1).max(100).default(20),
})
export type UsageQuery = Readonly<z.infer<typeof usageQuerySchema>>

/** What the runs of one chat used together, those of branches that are not shown included. */
export const sessionUsageSchema = z.object({
  sessionId: sessionIdSchema,
  title: z.string(),
  runs: z.number().int().positive(),
  /** Runs that used tokens whose price is not known; the built-in model is free. */
  unpriced: z.number().int().nonnegative(),
  /** US dollars of the others. */
  cost: z.number().nonnegative(),
  usage: usageSchema.omit({ cost: true }).required(),
})
export type SessionUsage = Readonly<z.infer<typeof sessionUsageSchema>>

/** `complete` is false when the engine stopped before it had looked at every chat. */
export const usagePageSchema = z.object({
  sessions: z.array(sessionUsageSchema).readonly(),
  complete: z.boolean(),
})
export type UsagePage = Readonly<z.infer<typeof usagePageSchema>>

/** Adds up what runs cost. */
export function costOf(runs: readonly { readonly cost?: number | undefined }[]): SessionCost {
  const costs = runs.flatMap(({ cost }) => cost ?? [])
  return { runs: runs.length, priced: costs.length, cost: costs.reduce((sum, cost) => sum + cost, 0) }
}

/** US dollars of a usage at these prices. */
export function costAt(prices: Prices, usage: Usage): number {
  const { inputTokens, outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = usage
  const plain = Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens)
  const { input, output, cacheRead = input, cacheWrite = input } = prices
  const millionths =
    plain * input + cacheReadTokens * cacheRead + cacheWriteTokens * cacheWrite + outputTokens * output
  return millionths / 1_000_000
}

/** The day of a time, in milliseconds since 1970, by the calendar of this computer: as 2026-11-20. */
export function dayOf(at: number): UsageDay['day'] {
  const date = new Date(at)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((number) => String(number).padStart(2, '0'))
    .join('-')
}
