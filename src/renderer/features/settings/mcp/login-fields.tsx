import { useId } from 'react'
import { keyAlgorithms, type LoginValueName } from '../../../../contract/mcp-login.ts'
import { Field } from '../../../ui/field/field.tsx'
import { SecretArea } from '../../../ui/field/secret-area.tsx'
import { SecretInput } from '../../../ui/field/secret-input.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { useSettingsText } from '../use-settings-text.ts'
import { FormField } from './form-field.tsx'
import { isBadIssuer, isBadKey, isKept, type LoginDraftProps } from './login-draft.ts'

/** What Parley needs to log in by itself. */
export function LoginFields({ draft, server, onChange }: LoginDraftProps) {
  const text = useSettingsText()
  const fields = { draft, server, onChange }
  return (
    <>
      <FormField
        mono
        label={text('mcp.client.id')}
        placeholder={text('mcp.login.id.placeholder')}
        value={draft.clientId}
        onChange={(clientId) => onChange({ clientId })}
      />
      {draft.kind === 'key' ? (
        <>
          <KeyField {...fields} />
          <AlgorithmField {...fields} />
        </>
      ) : (
        <ValueField {...fields} name="secret" />
      )}
      {draft.kind === 'company' && (
        <>
          <ValueField {...fields} name="idToken" />
          <ValueField {...fields} name="companySecret" />
        </>
      )}
      <FormField
        mono
        label={text('mcp.login.scope')}
        placeholder={text('mcp.login.scope.placeholder')}
        value={draft.scope}
        onChange={(scope) => onChange({ scope })}
      />
      <FormField
        mono
        label={text('mcp.login.issuer')}
        placeholder={text('mcp.login.issuer.placeholder')}
        hint={text('mcp.login.issuer.hint')}
        error={isBadIssuer(draft.issuer) ? text('mcp.login.issuer.bad') : undefined}
        value={draft.issuer}
        onChange={(issuer) => onChange({ issuer })}
      />
    </>
  )
}

function ValueField({ draft, server, onChange, name }: LoginDraftProps & { readonly name: LoginValueName }) {
  const text = useSettingsText()
  const id = useId()
  const kept = isKept(draft, server, name)
  return (
    <Field id={id} label={text(`mcp.login.value.${name}`)} hint={kept ? text('mcp.login.kept') : undefined}>
      <SecretInput
        id={id}
        icon={false}
        value={draft.values[name] ?? ''}
        showLabel={text('mcp.client.show')}
        hideLabel={text('mcp.client.hide')}
        onChange={(event) => onChange({ values: { ...draft.values, [name]: event.target.value } })}
      />
    </Field>
  )
}

function KeyField({ draft, server, onChange }: LoginDraftProps) {
  const text = useSettingsText()
  const id = useId()
  const key = draft.values.key ?? ''
  const bad = isBadKey(key)
  return (
    <Field
      id={id}
      label={text('mcp.login.value.key')}
      hint={text(isKept(draft, server, 'key') ? 'mcp.login.kept' : 'mcp.login.key.hint')}
      error={bad ? text('mcp.login.key.bad') : undefined}
    >
      <SecretArea
        id={id}
        rows={5}
        value={key}
        invalid={bad}
        placeholder={text('mcp.login.key.placeholder')}
        showLabel={text('providers.key.show')}
        hideLabel={text('providers.key.hide')}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange({ values: { ...draft.values, key: event.target.value } })}
      />
    </Field>
  )
}

function AlgorithmField({ draft, onChange }: LoginDraftProps) {
  const text = useSettingsText()
  const usual = { value: '', label: text('mcp.login.algorithm.usual') }
  const options = [usual, ...keyAlgorithms.map((value) => ({ value, label: value }))]
  return (
    <div className="field mcp-kind">
      <span className="field-name">{text('mcp.login.algorithm')}</span>
      <Select
        label={text('mcp.login.algorithm')}
        value={draft.algorithm ?? ''}
        groups={[{ options }]}
        onChange={(value) => onChange({ algorithm: keyAlgorithms.find((each) => each === value) })}
      />
    </div>
  )
}
