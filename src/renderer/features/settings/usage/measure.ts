import { useApp } from '../../../state/app-context.tsx'
import { dollarsText, shortCount } from '../../../state/format.ts'
import { tokensOf, type Sum } from './usage-sums.ts'

/** What the bars stand for. */
export const measures = ['cost', 'tokens'] as const
export type Measure = (typeof measures)[number]

/** How a sum is measured and said. */
export function useMeasure(measure: Measure) {
  const { text, locale } = useApp()
  const valueOf = (sum: Sum) => (measure === 'cost' ? sum.cost : tokensOf(sum))
  const textOf = (sum: Sum) =>
    measure === 'cost'
      ? dollarsText(text, locale, sum.cost)
      : text('usage.tokens', { tokens: shortCount(tokensOf(sum), locale) })
  return { valueOf, textOf }
}

/** A day or a month, as `usage-sums` names it, in words. */
export function periodText(period: string, locale: string): string {
  const isMonth = period.length === 7
  const format = isMonth
    ? new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  return format.format(new Date(`${period}${isMonth ? '-15' : ''}T12:00:00`))
}
