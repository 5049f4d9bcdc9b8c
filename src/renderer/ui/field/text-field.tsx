import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { classNames } from '../class-names.ts'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'
import { Field } from './field.tsx'
import { useLeave } from './use-leave.ts'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  /** Called once with the new text when the field is left or Return is pressed, and only if it changed. */
  readonly onCommit: (value: string) => void
  readonly placeholder?: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly icon?: IconName
  readonly mono?: boolean
  readonly disabled?: boolean
}

/** A line of text that is saved when the user leaves it. Escape takes back what was typed. */
export function TextField(props: TextFieldProps) {
  const { label, value, onCommit, hint, error, icon, mono = false, disabled = false } = props
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const commit = () => {
    if (draft !== undefined && draft.trim() !== value) onCommit(draft.trim())
    setDraft(undefined)
  }
  const leave = useLeave(commit)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === undefined) return
    event.stopPropagation()
    setDraft(undefined)
  }
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className={classNames('input', error !== undefined && 'is-bad', disabled && 'is-off')}>
        {icon && <Icon name={icon} />}
        <input
          id={id}
          className={mono ? 'font-mono' : undefined}
          value={draft ?? value}
          placeholder={props.placeholder}
          disabled={disabled}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={(error ?? hint) ? `${id}-note` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
        {disabled && <Icon name="lock" size={14} />}
      </div>
    </Field>
  )
}
