import { useState } from 'react'
import { generationSchema, type Generation } from '../../../contract/generation.ts'
import { useApp, useText } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { DecimalInput } from '../../ui/field/decimal-input.tsx'
import { OptionalNumber } from '../../ui/field/optional-number.tsx'
import { Select } from '../../ui/select/select.tsx'
import { useSettings } from './use-settings.ts'

const HOTTEST = 2
const MOST_TOKENS = 10_000_000
const efforts = generationSchema.shape.effort.unwrap().options
const own = 'own'

type Field = 'temperature' | 'maxTokens'

/** How models are to write. What is left out is the model's own affair. */
export function WritingSection() {
  const text = useText()
  const [settings, update] = useSettings()
  if (!settings) return null
  const words = { title: text('writing'), open: text('writing.own') }
  return (
    <WishesSection {...words} value={settings.generation} onChange={(generation) => update({ generation })} />
  )
}

export interface WishesSectionProps {
  readonly title: string
  /** Says what holds where nothing is wished. */
  readonly open: string
  readonly value: Generation
  readonly onChange: (generation: Generation) => void
}

/** Wishes about writing. */
export function WishesSection({ title, open, value: generation, onChange }: WishesSectionProps) {
  const { locale, text } = useApp()
  const [bad, setBad] = useState<Field>()
  const set = <Key extends keyof Generation>(key: Key, value: Generation[Key]) => {
    const { [key]: _, ...others } = generation
    onChange(value === undefined ? others : { ...others, [key]: value })
  }
  const refuse = (field: Field) => (refused: boolean) => setBad(refused ? field : undefined)
  const words = (field: Field) => text(bad === field ? `writing.${field}.bad` : `writing.${field}.text`)
  return (
    <CardSection title={title}>
      <CardLine title={text('writing.temperature')} text={words('temperature')}>
        <DecimalInput
          locale={locale}
          label={text('writing.temperature')}
          placeholder={open}
          max={HOTTEST}
          value={generation.temperature}
          onRefuse={refuse('temperature')}
          onCommit={(temperature) => set('temperature', temperature)}
        />
      </CardLine>
      <CardLine title={text('writing.maxTokens')} text={words('maxTokens')}>
        <OptionalNumber
          label={text('writing.maxTokens')}
          placeholder={open}
          max={MOST_TOKENS}
          value={generation.maxTokens}
          onRefuse={refuse('maxTokens')}
          onCommit={(maxTokens) => set('maxTokens', maxTokens)}
        />
      </CardLine>
      <CardLine title={text('writing.effort')} text={text('writing.effort.text')}>
        <Select
          label={text('writing.effort')}
          value={generation.effort ?? own}
          groups={[
            {
              options: [own, ...efforts].map((value) => ({
                value,
                label: value === own ? open : text(`writing.effort.${effortOf(value)}`),
              })),
            },
          ]}
          onChange={(value) => set('effort', value === own ? undefined : effortOf(value))}
        />
      </CardLine>
    </CardSection>
  )
}

function effortOf(value: string): (typeof efforts)[number] {
  return generationSchema.shape.effort.unwrap().parse(value)
}
