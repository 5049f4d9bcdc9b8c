import { useEffect } from 'react'
import type { AgentWords } from '../../../../contract/agent.ts'
import { providerIdSchema } from '../../../../contract/id.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { providerName } from '../../../state/format.ts'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Select } from '../../../ui/select/select.tsx'

export interface AgentModelProps {
  readonly value: Pick<AgentWords, 'providerId' | 'model'>
  readonly onChange: (fields: Pick<AgentWords, 'providerId' | 'model'>) => void
}

const open = ''

/** Which model an agent is: one of those that are ready, or that of the chat. */
export function AgentModel({ value, onChange }: AgentModelProps) {
  const { providers, text } = useApp()
  const known = useSelect(providers.store, (state) => state)
  const usable = known.providers.filter(({ id, usable: ready }) => ready || id === value.providerId)
  const groups = usable.map((provider) => {
    const found = (known.models[provider.id] ?? []).map(({ id }) => id)
    const own = value.providerId === provider.id ? [value.model ?? ''] : []
    const ids = new Set([provider.defaultModel, ...own, ...found].filter(Boolean))
    const label = (id: string) => (provider.protocol === 'demo' ? text('transcript.demo-model') : id)
    return {
      label: providerName(text, provider),
      options: [...ids].map((id) => ({ value: `${provider.id} ${id}`, label: label(id) })),
    }
  })
  // Models that nobody has looked for are looked for now; a provider that is not there has only its default.
  const wanted = usable.map(({ id }) => id).join(' ')
  useEffect(() => {
    for (const id of wanted.split(' ').filter(Boolean))
      void providers.loadModels(providerIdSchema.parse(id)).catch(() => undefined)
  }, [providers, wanted])
  return (
    <CardSection title={text('agents.model')}>
      <CardLine title={text('agents.model')} text={text('agents.model.text')}>
        <Select
          label={text('agents.model')}
          value={value.model === undefined ? open : `${value.providerId} ${value.model}`}
          groups={[{ options: [{ value: open, label: text('agents.model.open') }] }, ...groups]}
          onChange={(next) => {
            const [id = '', ...rest] = next.split(' ')
            if (next === open) return onChange({ providerId: undefined, model: undefined })
            return onChange({ providerId: providerIdSchema.parse(id), model: rest.join(' ') })
          }}
        />
      </CardLine>
    </CardSection>
  )
}
