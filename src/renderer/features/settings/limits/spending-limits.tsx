import { useState } from 'react'
import { dayOf, type SpendingLimits as Limits, type UsageDay } from '../../../../contract/money.ts'
import { useApp } from '../../../state/app-context.tsx'
import { dollarsText } from '../../../state/format.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { DecimalInput } from '../../../ui/field/decimal-input.tsx'
import { useSettings } from '../use-settings.ts'

const MOST_DOLLARS = 1_000_000
const scopes = ['run', 'session', 'day'] as const
type Scope = (typeof scopes)[number]

/** What may be spent on one answer, in one chat and on one day. */
export function SpendingLimits({ days }: { readonly days: readonly UsageDay[] | undefined }) {
  const { locale, now, text } = useApp()
  const [settings, update] = useSettings()
  const [bad, setBad] = useState<Scope>()
  if (!settings) return null
  const spent = dollarsText(text, locale, spentOn(days ?? [], now()))
  const set = (scope: Scope, amount: number | undefined) => {
    const { [scope]: _, ...others } = settings.spending
    update({ spending: amount === undefined ? others : ({ ...others, [scope]: amount } satisfies Limits) })
  }
  return (
    <CardSection title={text('limits.spending')}>
      {scopes.map((scope) => (
        <CardLine
          key={scope}
          title={text(`limits.${scope}`)}
          text={bad === scope ? text('limits.bad') : text(`limits.${scope}.text`, { spent })}
        >
          <DecimalInput
            locale={locale}
            sign="$"
            max={MOST_DOLLARS}
            label={text(`limits.${scope}`)}
            placeholder={text('limits.none')}
            value={settings.spending[scope]}
            onRefuse={(refused) => setBad(refused ? scope : undefined)}
            onCommit={(amount) => set(scope, amount)}
          />
        </CardLine>
      ))}
    </CardSection>
  )
}

function spentOn(days: readonly UsageDay[], now: number): number {
  const today = dayOf(now)
  return days.reduce((sum, { day, cost }) => (day === today ? sum + cost : sum), 0)
}
