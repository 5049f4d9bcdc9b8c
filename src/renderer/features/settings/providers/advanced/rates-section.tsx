import { useState } from 'react'
import type { RateLimitName } from '../../../../../contract/provider-limits.ts'
import { attempt } from '../../../../state/actions.ts'
import { useApp } from '../../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../../ui/card/card.tsx'
import { OptionalNumber } from '../../../../ui/field/optional-number.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useSettingsText } from '../../use-settings-text.ts'

const most = { requestsPerMinute: 100_000, tokensPerMinute: 1_000_000_000, concurrentRequests: 1000 } as const
const names = ['requestsPerMinute', 'tokensPerMinute', 'concurrentRequests'] as const

/** How much a provider is asked at most. What is left empty is not limited. */
export function RatesSection({ provider, advanced }: AdvancedSectionProps) {
  const app = useApp()
  const { providers } = app
  const text = useSettingsText()
  const set = (name: RateLimitName, count: number | undefined) => {
    const { [name]: _, ...others } = advanced.rates
    const rates = count === undefined ? others : { ...others, [name]: count }
    void attempt(app, providers.change(provider.id, { rates }))
  }
  return (
    <CardSection title={text('advanced.rates')}>
      {names.map((name) => (
        <RateLine
          key={name}
          name={name}
          chosen={advanced.rates[name]}
          onCommit={(count) => set(name, count)}
        />
      ))}
    </CardSection>
  )
}

interface RateLineProps {
  readonly name: RateLimitName
  readonly chosen: number | undefined
  readonly onCommit: (count: number | undefined) => void
}

function RateLine({ name, chosen, onCommit }: RateLineProps) {
  const text = useSettingsText()
  const [bad, setBad] = useState(false)
  const label = text(`advanced.rates.${name}`)
  return (
    <CardLine title={label} text={bad ? text('advanced.rates.bad') : text(`advanced.rates.${name}.text`)}>
      <OptionalNumber
        label={label}
        value={chosen}
        placeholder={text('advanced.rates.none')}
        max={most[name]}
        onRefuse={setBad}
        onCommit={onCommit}
      />
    </CardLine>
  )
}
