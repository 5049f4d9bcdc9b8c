import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Field } from './field.tsx'
import { SecretInput } from './secret-input.tsx'
import { useLeave } from './use-leave.ts'

export interface SecretFieldProps {
  readonly label: string
  /** Enough letters of the kept secret to recognise it; the secret itself never comes here. */
  readonly keptHint?: string | undefined
  readonly placeholder: string
  readonly showLabel: string
  readonly hideLabel: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly disabled?: boolean
  /** Called once with what was typed, when the field is left or Return is pressed. */
  readonly onCommit: (secret: string) => void
}

/** A secret that can be replaced but not read back: once saved, only its hint is left on the screen. */
export function SecretField(props: SecretFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState('')
  const commit = () => {
    const secret = draft.trim()
    setDraft('')
    if (secret !== '') props.onCommit(secret)
  }
  const leave = useLeave(commit)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === '') return
    event.stopPropagation()
    setDraft('')
  }
  const note = props.error ?? props.hint
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error}>
      <SecretInput
        id={id}
        value={draft}
        placeholder={props.keptHint ?? props.placeholder}
        showLabel={props.showLabel}
        hideLabel={props.hideLabel}
        invalid={props.error !== undefined}
        disabled={props.disabled}
        kept={props.keptHint !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
    </Field>
  )
}
