import type { UsageDay } from '../../../../contract/money.ts'
import { csvField } from '../../../ui/csv-field.ts'

const heads = [
  'day',
  'provider',
  'model',
  'requests',
  'input_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cost_usd',
  'requests_without_price',
]

/** RFC 4180, with a point in numbers in every language, so that programs read it. What was not reported stays empty. */
export function usageCsv(days: readonly UsageDay[]): string {
  const rows = days.map(({ day, providerId, model, rounds, usage, cost, unpriced }) => [
    day,
    providerId,
    model,
    rounds,
    usage.inputTokens,
    usage.outputTokens,
    usage.reasoningTokens ?? '',
    usage.cacheReadTokens ?? '',
    usage.cacheWriteTokens ?? '',
    cost,
    unpriced,
  ])
  return [heads, ...rows]
    .map((cells) => `${cells.map((cell) => csvField(String(cell))).join(',')}\r\n`)
    .join('')
}
