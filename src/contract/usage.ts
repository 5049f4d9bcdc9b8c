import { z } from 'zod'

const tokens = z.number().int().nonnegative()

/** Tokens of one round or, summed, of a run. An absent field was not reported, which is not zero. */
export const usageSchema = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens.optional(),
  cacheReadTokens: tokens.optional(),
  cacheWriteTokens: tokens.optional(),
  /** US dollars of one round; absent when no price is known. A run has its own. */
  cost: z.number().nonnegative().optional(),
})
export type Usage = Readonly<z.infer<typeof usageSchema>>

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0 }

/** Sums the tokens of two usages; an optional field is present when either side reported it. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...sumOf('reasoningTokens', a, b),
    ...sumOf('cacheReadTokens', a, b),
    ...sumOf('cacheWriteTokens', a, b),
  }
}

type OptionalField = 'reasoningTokens' | 'cacheReadTokens' | 'cacheWriteTokens'

function sumOf(field: OptionalField, a: Usage, b: Usage): Partial<Usage> {
  if (a[field] === undefined && b[field] === undefined) return {}
  return { [field]: (a[field] ?? 0) + (b[field] ?? 0) }
}
