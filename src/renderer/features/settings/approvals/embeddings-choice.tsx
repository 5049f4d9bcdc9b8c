import { useState } from 'react'
import { providerIdSchema } from '../../../../contract/id.ts'
import type { ToolChange, ToolServices } from '../../../../contract/tool-settings.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { providerName } from '../../../state/format.ts'
import { CardLine } from '../../../ui/card/card.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { Select } from '../../../ui/select/select.tsx'

const none = ''

export interface EmbeddingsChoiceProps {
  readonly value: ToolServices['embeddings']
  readonly onChange: (change: ToolChange) => void
}

/** Whether attached files are searched by words, or by the vectors of a model. A provider counts once its model is named. */
export function EmbeddingsChoice({ value, onChange }: EmbeddingsChoiceProps) {
  const { providers: store, text } = useApp()
  const known = useSelect(store.store, ({ providers }) => providers)
  const [picked, setPicked] = useState<string>()
  const chosen = picked ?? value?.providerId ?? none
  const able = known.filter(({ id, usable, protocol }) => {
    return id === chosen || (usable && protocol.startsWith('openai'))
  })
  const choose = (id: string) => {
    setPicked(id)
    if (id === none) onChange({ services: { embeddings: null } })
  }
  const name = (model: string) => {
    if (model !== '')
      onChange({ services: { embeddings: { providerId: providerIdSchema.parse(chosen), model } } })
  }
  return (
    <>
      <CardLine
        title={text('services.embeddings')}
        text={text(chosen === none ? 'services.embeddings.words' : 'services.embeddings.meaning')}
      >
        <Select
          label={text('services.embeddings')}
          value={chosen}
          groups={[
            { options: [{ value: none, label: text('services.embeddings.none') }] },
            { options: able.map((each) => ({ value: each.id, label: providerName(text, each) })) },
          ]}
          onChange={choose}
        />
      </CardLine>
      {chosen !== none && (
        <div className="service-field">
          <TextField
            mono
            label={text('services.embeddings.model')}
            value={value?.providerId === chosen ? value.model : ''}
            hint={text('services.embeddings.model.hint')}
            onCommit={name}
          />
        </div>
      )}
    </>
  )
}
