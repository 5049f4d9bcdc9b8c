import { type FormEvent, useId, useState } from 'react'
import { headerNameSchema, headerValueSchema } from '../../../../../contract/provider-network.ts'
import { attempt } from '../../../../state/actions.ts'
import { useApp } from '../../../../state/app-context.tsx'
import { Button } from '../../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../../ui/card/card.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { KeptValueField } from '../../kept-value-field.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useChange } from './use-change.ts'
import { useSettingsText } from '../../use-settings-text.ts'

/** The headers that go with every request. Their values cannot be read back. */
export function HeadersSection(props: AdvancedSectionProps) {
  const { provider, advanced } = props
  const app = useApp()
  const { providers } = app
  const text = useSettingsText()
  return (
    <CardSection title={text('advanced.headers')}>
      {advanced.headers.map((name) => (
        <CardLine
          key={name}
          title={<span className="font-mono">{name}</span>}
          text={text('advanced.headers.kept')}
        >
          <Button
            variant="ghost"
            size="sm"
            aria-label={text('advanced.headers.remove', { name })}
            onClick={() => void attempt(app, providers.removeHeader(provider.id, name))}
          >
            {text('advanced.remove')}
          </Button>
        </CardLine>
      ))}
      <AddHeader {...props} />
    </CardSection>
  )
}

function AddHeader({ provider }: AdvancedSectionProps) {
  const { providers } = useApp()
  const text = useSettingsText()
  const { attempt: tryTo, error } = useChange(provider)
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const nameId = useId()
  const bad = name.trim() !== '' && !headerNameSchema.safeParse(name).success
  const badValue = value.trim() !== '' && !headerValueSchema.safeParse(value).success
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const added = await tryTo(providers.setHeader(provider.id, name, value))
    if (!added) return
    setName('')
    setValue('')
  }
  return (
    <form className="card-line advanced-fields advanced-pair" onSubmit={(event) => void add(event)}>
      <Field
        id={nameId}
        label={text('advanced.headers.name')}
        error={bad ? text('advanced.headers.name.bad') : error}
      >
        <div className={bad || error ? 'input is-bad' : 'input'}>
          <input
            id={nameId}
            className="font-mono"
            value={name}
            placeholder={text('advanced.headers.name.placeholder')}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={bad || undefined}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      </Field>
      <KeptValueField
        placeholder={text('advanced.headers.value.placeholder')}
        bad={badValue}
        value={value}
        onChange={setValue}
      />
      <div>
        <Button type="submit" disabled={bad || badValue || name.trim() === '' || value.trim() === ''}>
          {text('advanced.headers.add')}
        </Button>
      </div>
    </form>
  )
}
