import type { Usage } from '../../../contract/usage.ts'
import { countOf, type Loose } from '../loose.ts'

/**
 * Adds what an event reports to what is known; the last value of each field wins. The provider counts tokens read
 * from and written to its cache apart; here they are part of the input, as with every other provider.
 */
export function mergeUsage(known: Usage | undefined, reported: Loose): Usage | undefined {
  const output = countOf(reported['output_tokens'])
  const input = countOf(reported['input_tokens'])
  const read = countOf(reported['cache_read_input_tokens'])
  const write = countOf(reported['cache_creation_input_tokens'])
  if (output === undefined && input === undefined) return known
  const cacheReadTokens = read ?? known?.cacheReadTokens
  const cacheWriteTokens = write ?? known?.cacheWriteTokens
  const fresh = input ?? freshOf(known)
  return {
    inputTokens: fresh + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
    outputTokens: output ?? known?.outputTokens ?? 0,
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
  }
}

function freshOf(known: Usage | undefined): number {
  if (!known) return 0
  return known.inputTokens - (known.cacheReadTokens ?? 0) - (known.cacheWriteTokens ?? 0)
}
