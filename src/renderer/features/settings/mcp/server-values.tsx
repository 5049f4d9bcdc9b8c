import { type FormEvent, useState } from 'react'
import { variableNameSchema, type McpServerView } from '../../../../contract/mcp.ts'
import { headerNameSchema, headerValueSchema } from '../../../../contract/provider-network.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { KeptValueField } from '../kept-value-field.tsx'
import { FormField } from './form-field.tsx'
import { useSettingsText } from '../use-settings-text.ts'

interface ValuesProps {
  readonly server: McpServerView
}

/** Variables of a program, or headers of an address. Their values cannot be read back. */
export function ServerValues({ server }: ValuesProps) {
  const app = useApp()
  const { mcp } = app
  const text = useSettingsText()
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
  const { mcp } = app
  const text = useSettingsText()
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const isEnv = kind === 'env'
  const schema = isEnv ? variableNameSchema : headerNameSchema
  const badName = name.trim() !== '' && !schema.safeParse(name.trim()).success
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
      <FormField
        mono
        label={text(isEnv ? 'mcp.env.name' : 'advanced.headers.name')}
        placeholder={text(isEnv ? 'mcp.env.name.placeholder' : 'mcp.headers.name.placeholder')}
        error={badName ? text(isEnv ? 'mcp.env.name.bad' : 'advanced.headers.name.bad') : undefined}
        value={name}
        onChange={setName}
      />
      <KeptValueField
        placeholder={text(isEnv ? 'mcp.env.value.placeholder' : 'mcp.headers.value.placeholder')}
        bad={badValue}
        value={value}
        onChange={setValue}
      />
      <div>
        <Button type="submit" disabled={badName || badValue || name.trim() === '' || value === ''}>
          {text(isEnv ? 'mcp.env.add' : 'advanced.headers.add')}
        </Button>
      </div>
    </form>
  )
}
