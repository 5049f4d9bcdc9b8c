import { useEffect, useState } from 'react'
import type { ModelFacts, Prices } from '../../../../contract/money.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { DecimalInput } from '../../../ui/field/decimal-input.tsx'
import { useSettings } from '../use-settings.ts'

const MOST_DOLLARS = 1_000_000
const kinds = ['input', 'output'] as const
type Kind = (typeof kinds)[number]

/** What the default model costs: by the catalogue's word, or by the user's. */
export function ModelPrices() {
  const app = useApp()
  const { locale, money, providers, text } = app
  const [settings] = useSettings()
  const [known, setKnown] = useState<{ readonly of: string; readonly facts: ModelFacts }>()
  const [draft, setDraft] = useState<Partial<Prices>>({})
  const [bad, setBad] = useState<Kind>()
  const { providerId, model } = settings ?? {}
  const isDemo = providers.store.getState().providers.find(({ id }) => id === providerId)?.protocol === 'demo'
  const of = `${providerId ?? ''} ${model ?? ''}`
  useEffect(() => {
    if (!providerId || !model) return
    void attempt(
      app,
      money.facts(providerId, model).then((facts) => setKnown({ of, facts })),
    )
  }, [app, money, providerId, model, of])
  if (!providerId || !model || known?.of !== of || isDemo) return null
  const { facts } = known
  const setFacts = (next: ModelFacts) => setKnown({ of, facts: next })
  const prices = facts.prices ?? draft
  const set = (kind: Kind, amount: number | undefined) => {
    const { [kind]: _, ...others } = prices
    const next: Partial<Prices> = amount === undefined ? others : { ...others, [kind]: amount }
    setDraft(next)
    const { input, output } = next
    const whole = input !== undefined && output !== undefined ? { ...next, input, output } : undefined
    const isEmpty = input === undefined && output === undefined
    if (whole ?? isEmpty) void attempt(app, money.setPrices(providerId, model, whole).then(setFacts))
    else setFacts({ ...facts, prices: undefined })
  }
  return (
    <CardSection title={text('limits.prices', { model })}>
      {kinds.map((kind) => (
        <CardLine
          key={kind}
          title={text(`limits.price.${kind}`)}
          text={
            bad === kind
              ? text('limits.price.bad')
              : kind === 'input' && text(`limits.prices.${sourceOf(facts)}`)
          }
        >
          <DecimalInput
            locale={locale}
            sign="$"
            max={MOST_DOLLARS}
            label={text(`limits.price.${kind}`)}
            value={prices[kind]}
            onRefuse={(refused) => setBad(refused ? kind : undefined)}
            onCommit={(amount) => set(kind, amount)}
          />
        </CardLine>
      ))}
    </CardSection>
  )
}

function sourceOf({ prices, source }: ModelFacts): 'catalogue' | 'user' | 'unknown' {
  return prices ? (source ?? 'catalogue') : 'unknown'
}
