/** What a session used, as the engines that can sum give it. */
export interface UsageRow {
  readonly sessionId: string
  readonly title: string
  readonly runs: number
  readonly unpriced: number
  readonly cost: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly reasoningTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
}

/** The row as the contract has it, to be read through its schema. */
export function usageOfRow({ sessionId, title, runs, unpriced, cost, ...row }: UsageRow): object {
  const { inputTokens, outputTokens, reasoningTokens, cacheReadTokens, cacheWriteTokens } = row
  const usage = { inputTokens, outputTokens, reasoningTokens, cacheReadTokens, cacheWriteTokens }
  return { sessionId, title, runs, unpriced, cost, usage }
}
