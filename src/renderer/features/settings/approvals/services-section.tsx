import {
  keyedServices,
  type KeyedService,
  type ToolChange,
  type ToolSettingsView,
} from '../../../../contract/tool-settings.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { SecretField } from '../../../ui/field/secret-field.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { EmbeddingsChoice } from './embeddings-choice.tsx'

const searches = ['wikipedia', 'searxng', 'brave', 'tavily'] as const
const stocks = ['stooq', 'finnhub'] as const

export interface ServicesProps {
  readonly view: ToolSettingsView
  readonly onChange: (change: ToolChange) => void
  readonly onKey: (service: KeyedService, key: string | null) => Promise<boolean>
}

/** Who answers the tools that ask somebody, and the keys for that. */
export function ServicesSection({ view, onChange, onKey }: ServicesProps) {
  const { text } = useApp()
  const { search, searxngUrl = '', stocks: market } = view.services
  const keyed = keyedServices.filter((service) => service === search || service === market)
  return (
    <CardSection title={text('services.title')}>
      <CardLine title={text('services.search')} text={text(`services.search.${search}`)}>
        <Choice
          label={text('services.search')}
          value={search}
          options={searches}
          onChange={(next) => onChange({ services: { search: next } })}
        />
      </CardLine>
      {search === 'searxng' && (
        <div className="service-field">
          <TextField
            mono
            label={text('services.searxng')}
            value={searxngUrl}
            placeholder="http://localhost:8888"
            onCommit={(url) => onChange({ services: { searxngUrl: url } })}
          />
        </div>
      )}
      <CardLine title={text('services.stocks')} text={text(`services.stocks.${market}`)}>
        <Choice
          label={text('services.stocks')}
          value={market}
          options={stocks}
          onChange={(next) => onChange({ services: { stocks: next } })}
        />
      </CardLine>
      <EmbeddingsChoice value={view.services.embeddings} onChange={onChange} />
      {keyed.map((service) => (
        <ServiceKey key={service} service={service} kept={view.withKey.includes(service)} onKey={onKey} />
      ))}
    </CardSection>
  )
}

/** The names of services, which are the same in every language. */
const labels = {
  wikipedia: 'Wikipedia',
  searxng: 'SearXNG',
  brave: 'Brave Search',
  tavily: 'Tavily',
  stooq: 'Stooq',
  finnhub: 'Finnhub',
} as const
const names: Readonly<Record<KeyedService, string>> = labels

interface ChoiceProps<Value extends keyof typeof labels> {
  readonly label: string
  readonly value: Value
  readonly options: readonly Value[]
  readonly onChange: (value: Value) => void
}

function Choice<Value extends keyof typeof labels>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      label={label}
      value={value}
      groups={[{ options: options.map((option) => ({ value: option, label: labels[option] })) }]}
      onChange={(next) => {
        const chosen = options.find((option) => option === next)
        if (chosen) onChange(chosen)
      }}
    />
  )
}

interface ServiceKeyProps {
  readonly service: KeyedService
  readonly kept: boolean
  readonly onKey: ServicesProps['onKey']
}

function ServiceKey({ service, kept, onKey }: ServiceKeyProps) {
  const { text } = useApp()
  const called = names[service]
  return (
    <div className="service-field">
      <SecretField
        label={text('services.key', { service: called })}
        keptHint={kept ? text('services.key.kept') : undefined}
        placeholder={text('providers.key.placeholder')}
        showLabel={text('providers.key.show')}
        hideLabel={text('providers.key.hide')}
        hint={kept ? undefined : text('services.key.missing', { service: called })}
        onCommit={(key) => void onKey(service, key)}
      />
      {kept && (
        <Button variant="link" size="sm" onClick={() => void onKey(service, null)}>
          {text('services.key.remove', { service: called })}
        </Button>
      )}
    </div>
  )
}
