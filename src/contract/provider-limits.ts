import { z } from 'zod'

/** A time limit in milliseconds: from a second to a day. */
export const limitMs = z.number().int().min(1000).max(86_400_000)

/** The time limits of one provider's requests, in milliseconds; what is absent is as in the settings of all. */
export const providerLimitsSchema = z.object({
  firstByteMs: limitMs.optional(),
  idleMs: limitMs.optional(),
  totalMs: limitMs.optional(),
})
export type ProviderLimits = Readonly<z.infer<typeof providerLimitsSchema>>

/** Which of a provider's keys: 1 is the first one. */
export const keyNumberSchema = z.number().int().min(1).max(1000)

/** How much one provider is asked at most; what is absent is not limited. */
export const rateLimitsSchema = z.object({
  requestsPerMinute: z.number().int().min(1).max(100_000).optional(),
  /** Of questions and answers together. */
  tokensPerMinute: z.number().int().min(1).max(1_000_000_000).optional(),
  concurrentRequests: z.number().int().min(1).max(1000).optional(),
})
export type RateLimits = Readonly<z.infer<typeof rateLimitsSchema>>

/** The limit that a request waits for. */
export const rateLimitNameSchema = rateLimitsSchema.keyof()
export type RateLimitName = z.infer<typeof rateLimitNameSchema>

/** The time limits that hold for a provider now. */
export const effectiveLimitsSchema = providerLimitsSchema.required()
