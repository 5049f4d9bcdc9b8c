import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { protocolSchema, type ProviderView } from '../../../../contract/provider.ts'
import { useApp } from '../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Select } from '../../../ui/select/select.tsx'

const wireSchema = protocolSchema.exclude(['demo'])
type Wire = (typeof wireSchema.options)[number]

/** Asks for the things that a compatible server needs; its key is asked for afterwards. */
export function AddProvider({ onAdded }: { readonly onAdded: (provider: ProviderView) => void }) {
  const { providers, text } = useApp()
  const [name, setName] = useState('')
  const [baseUrl, setBaseUrl] = useState('')
  const [protocol, setProtocol] = useState<Wire>('openai-chat')
  const [error, setError] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const bad = baseUrl.trim() !== '' && !/^https?:\/\/\S/.test(baseUrl.trim())
  const add = async (event: FormEvent) => {
    event.preventDefault()
    try {
      onAdded(await providers.add({ name: name.trim(), protocol, baseUrl: baseUrl.trim() }))
    } catch (reason) {
      setError(failureText(text, failureOf(reason)))
    }
  }
  return (
    <form ref={form} className="detail" onSubmit={(event) => void add(event)}>
      <header className="page-head">
        <h1>{text('providers.new.title')}</h1>
        <p>{text('providers.new.text')}</p>
      </header>
      <div className="detail-fields">
        <PlainField
          label={text('providers.new.name')}
          placeholder={text('providers.new.name.placeholder')}
          value={name}
          onChange={setName}
        />
        <PlainField
          label={text('providers.base-url')}
          placeholder={text('providers.new.url.placeholder')}
          value={baseUrl}
          onChange={setBaseUrl}
          error={bad ? text('providers.new.url.bad') : error}
          mono
        />
        <ProtocolField protocol={protocol} onChange={setProtocol} />
        <div>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            disabled={name.trim() === '' || baseUrl.trim() === '' || bad}
          >
            {text('providers.new.save')}
          </Button>
        </div>
      </div>
    </form>
  )
}

interface ProtocolFieldProps {
  readonly protocol: Wire
  readonly onChange: (protocol: Wire) => void
}

function ProtocolField({ protocol, onChange }: ProtocolFieldProps) {
  const { text } = useApp()
  const id = useId()
  const options = wireSchema.options.map((wire) => ({
    value: wire,
    label: text(`providers.protocol.${wire}`),
  }))
  return (
    <Field id={id} label={text('providers.protocol')} hint={text(`providers.base-url.path.${protocol}`)}>
      <Select
        label={text('providers.protocol')}
        value={protocol}
        groups={[{ options }]}
        onChange={(value) => onChange(wireSchema.parse(value))}
      />
    </Field>
  )
}

interface PlainFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly mono?: boolean
}

function PlainField({ label, placeholder, value, onChange, error, mono = false }: PlainFieldProps) {
  const id = useId()
  return (
    <Field id={id} label={label} error={error}>
      <div className={error ? 'input is-bad' : 'input'}>
        <input
          id={id}
          className={mono ? 'font-mono' : undefined}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </Field>
  )
}
