import { useId, useState } from 'react'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { SecretInput } from '../../../ui/field/secret-input.tsx'
import { useSettingsText } from '../use-settings-text.ts'
import { FormField } from './form-field.tsx'

/** Where a server wants a login, and registers no programs by itself: what a person got for it. */
export function LoginClient({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp } = app
  const text = useSettingsText()
  const { name, enabled, status } = server
  const [id, setId] = useState('')
  const [secret, setSecret] = useState('')
  const secretId = useId()
  const [busy, setBusy] = useState(false)
  if (!enabled || status.failure?.code !== 'mcp-login-needed') return null
  const signIn = async () => {
    setBusy(true)
    const given = secret.trim() === '' ? {} : { secret }
    if (await attempt(app, mcp.signIn(name, { id, ...given }))) setSecret('')
    setBusy(false)
  }
  return (
    <CardSection>
      <CardLine title={text('mcp.client')} text={text('mcp.client.text')} />
      <div className="mcp-arguments">
        <FormField label={text('mcp.client.id')} placeholder="" value={id} onChange={setId} mono />
        <Field id={secretId} label={text('mcp.client.secret')}>
          <SecretInput
            id={secretId}
            value={secret}
            showLabel={text('mcp.client.show')}
            hideLabel={text('mcp.client.hide')}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        <div>
          <Button busy={busy} disabled={id.trim() === ''} onClick={() => void signIn()}>
            {text('mcp.client.sign-in')}
          </Button>
        </div>
      </div>
    </CardSection>
  )
}
