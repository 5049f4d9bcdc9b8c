import type { Usage } from '../../../contract/usage.ts'
import { countOf, looseOf, type Loose } from '../loose.ts'

/** What a chunk or a whole answer reports, wherever and under whichever names a vendor does; undefined for nothing. */
export function usageIn(chunk: Loose): Usage | undefined {
  const places = [chunk['usage'], looseOf(chunk['x_groq'])['usage'], chunk]
  for (const place of places) {
    const usage = usageOf(looseOf(place))
    if (usage) return usage
  }
  return undefined
}

/** Reads the counts of tokens by every name that they have. */
export function usageOf(reported: Loose): Usage | undefined {
  const inputTokens = firstCount(reported, ['prompt_tokens', 'input_tokens', 'prompt_eval_count'])
  const outputTokens = firstCount(reported, ['completion_tokens', 'output_tokens', 'eval_count'])
  if (inputTokens === undefined && outputTokens === undefined) return undefined
  const input = looseOf(reported['prompt_tokens_details'] ?? reported['input_tokens_details'])
  const output = looseOf(reported['completion_tokens_details'] ?? reported['output_tokens_details'])
  const cacheReadTokens =
    firstCount(input, ['cached_tokens', 'cache_read_tokens']) ??
    firstCount(reported, ['prompt_cache_hit_tokens', 'cached_tokens', 'cache_read_input_tokens'])
  const cacheWriteTokens =
    firstCount(input, ['cache_write_tokens', 'cache_creation_tokens']) ??
    firstCount(reported, ['cache_creation_input_tokens'])
  const reasoningTokens =
    firstCount(output, ['reasoning_tokens']) ?? firstCount(reported, ['reasoning_tokens'])
  return {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
  }
}

function firstCount(from: Loose, names: readonly string[]): number | undefined {
  for (const name of names) {
    const count = countOf(from[name])
    if (count !== undefined) return count
  }
  return undefined
}
