import type { UsageDay } from '../../../../contract/money.ts'
import { useApp } from '../../../state/app-context.tsx'
import { dollarsText, shortCount } from '../../../state/format.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'

/** How many lines are shown: some weeks of most people's work. */
const mostLines = 30

/** What was used, newest day first. */
export function UsageByDay({ days }: { readonly days: readonly UsageDay[] | undefined }) {
  const { text } = useApp()
  if (!days) return null
  const newest = days.slice(-mostLines).toReversed()
  return (
    <CardSection title={text('limits.usage')}>
      {newest.length === 0 && <CardLine title={text('limits.usage.none')} />}
      {newest.map((entry) => (
        <UsageLine key={`${entry.day} ${entry.providerId} ${entry.model}`} entry={entry} />
      ))}
    </CardSection>
  )
}

function UsageLine({ entry }: { readonly entry: UsageDay }) {
  const { locale, text } = useApp()
  const { day, model, rounds, usage } = entry
  const tokens = shortCount(usage.inputTokens + usage.outputTokens, locale)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(`${day}T12:00:00`))
  return (
    <CardLine title={`${date} · ${model}`} text={text('limits.usage.line', { count: rounds, tokens })}>
      <span className="usage-cost">{costText(text, entry)}</span>
    </CardLine>
  )
}

function costText(text: ReturnType<typeof useApp>['text'], { cost, rounds, unpriced }: UsageDay): string {
  if (unpriced === rounds) return text('limits.usage.unpriced')
  const known = dollarsText(text, cost)
  return unpriced > 0 ? text('limits.usage.partly', { cost: known }) : known
}
