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

/** The time limits that hold for a provider now. */
export const effectiveLimitsSchema = providerLimitsSchema.required()
