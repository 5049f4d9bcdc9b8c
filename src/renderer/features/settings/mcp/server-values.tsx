import { type FormEvent, useId, useState } from 'react'
import { variableNameSchema, type McpServerView } from '../../../../contract/mcp.ts'
import { headerNameSchema, headerValueSchema } from '../../../../contract/provider-network.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { SecretInput } from '../../../ui/field/secret-input.tsx'

interface ValuesProps {
  readonly server: McpServerView
}

/** Variables of a program, or headers of an address. Their values cannot be read back. */
export function ServerValues({ server }: ValuesProps) {
  const app = useApp()
  const { mcp, text } = app
  const kind = server.launch.type === 'stdio' ? 'env' : 'headers'
  const forget = (name: string) =>
    void attempt(app, mcp.put({ ...changeOf(server), [kind]: { [name]: null } }))
  return (
    <CardSection title={text(kind === 'env' ? 'mcp.env' : 'advanced.headers')}>
      {server[kind].map((name) => (
        <CardLine
          key={name}
          title={<span className="font-mono">{name}</span>}
          text={text('advanced.headers.kept')}
        >
          <Button
            variant="ghost"
            size="sm"
            aria-label={text('advanced.headers.remove', { name })}
            onClick={() => forget(name)}
          >
            {text('advanced.remove')}
          </Button>
        </CardLine>
      ))}
      <AddValue server={server} kind={kind} />
    </CardSection>
  )
}

function AddValue({ server, kind }: ValuesProps & { readonly kind: 'env' | 'headers' }) {
  const app = useApp()
  const { mcp, text } = app
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const [nameId, valueId] = [useId(), useId()]
  const isEnv = kind === 'env'
  const schema = isEnv ? variableNameSchema : headerNameSchema
  const bad = name.trim() !== '' && !schema.safeParse(name.trim()).success
  const badValue = !isEnv && value.trim() !== '' && !headerValueSchema.safeParse(value).success
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const added = await attempt(app, mcp.put({ ...changeOf(server), [kind]: { [name.trim()]: value } }))
    if (!added) return
    setName('')
    setValue('')
  }
  return (
    <form className="card-line advanced-fields advanced-pair" onSubmit={(event) => void add(event)}>
      <Field
        id={nameId}
        label={text(isEnv ? 'mcp.env.name' : 'advanced.headers.name')}
        error={bad ? text(isEnv ? 'mcp.env.name.bad' : 'advanced.headers.name.bad') : undefined}
      >
        <div className={bad ? 'input is-bad' : 'input'}>
          <input
            id={nameId}
            className="font-mono"
            value={name}
            placeholder={text(isEnv ? 'mcp.env.name.placeholder' : 'mcp.headers.name.placeholder')}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={bad || undefined}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      </Field>
      <Field
        id={valueId}
        label={text('advanced.headers.value')}
        error={badValue ? text('advanced.headers.value.bad') : undefined}
      >
        <SecretInput
          id={valueId}
          value={value}
          icon={false}
          invalid={badValue}
          placeholder={text(isEnv ? 'mcp.env.value.placeholder' : 'mcp.headers.value.placeholder')}
          showLabel={text('providers.key.show')}
          hideLabel={text('providers.key.hide')}
          onChange={(event) => setValue(event.target.value)}
        />
      </Field>
      <div>
        <Button type="submit" disabled={bad || badValue || name.trim() === '' || value === ''}>
          {text(isEnv ? 'mcp.env.add' : 'advanced.headers.add')}
        </Button>
      </div>
    </form>
  )
}
