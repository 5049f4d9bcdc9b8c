import { useState } from 'react'
import type { ProviderLimits } from '../../../../../contract/provider-limits.ts'
import { attempt } from '../../../../state/actions.ts'
import { useApp } from '../../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../../ui/card/card.tsx'
import { OptionalNumber } from '../../../../ui/field/optional-number.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useSettingsText } from '../../use-settings-text.ts'

const SECOND_MS = 1000
const DAY_SECONDS = 86_400
const names = ['firstByteMs', 'idleMs', 'totalMs'] as const

/** How long a provider may take. What is left empty is as usual. */
export function LimitsSection({ provider, advanced }: AdvancedSectionProps) {
  const app = useApp()
  const { providers } = app
  const text = useSettingsText()
  const set = (name: keyof ProviderLimits, seconds: number | undefined) => {
    const { [name]: _, ...others } = advanced.limits
    const limits = seconds === undefined ? others : { ...others, [name]: seconds * SECOND_MS }
    void attempt(app, providers.change(provider.id, { limits }))
  }
  return (
    <CardSection title={text('advanced.limits')}>
      {names.map((name) => (
        <LimitLine
          key={name}
          name={name}
          chosen={advanced.limits[name]}
          usual={advanced.defaultLimits[name]}
          onCommit={(seconds) => set(name, seconds)}
        />
      ))}
    </CardSection>
  )
}

interface LimitLineProps {
  readonly name: keyof ProviderLimits
  /** In milliseconds. */
  readonly chosen: number | undefined
  readonly usual: number
  readonly onCommit: (seconds: number | undefined) => void
}

function LimitLine({ name, chosen, usual, onCommit }: LimitLineProps) {
  const text = useSettingsText()
  const [bad, setBad] = useState(false)
  const label = text(`advanced.limits.${name}`)
  return (
    <CardLine title={label} text={bad ? text('advanced.limits.bad') : text(`advanced.limits.${name}.text`)}>
      <OptionalNumber
        label={label}
        value={chosen === undefined ? undefined : chosen / SECOND_MS}
        placeholder={String(usual / SECOND_MS)}
        unit={text('advanced.seconds')}
        max={DAY_SECONDS}
        onRefuse={setBad}
        onCommit={onCommit}
      />
    </CardLine>
  )
}
