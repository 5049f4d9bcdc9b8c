import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { classNames } from '../class-names.ts'
import { Field } from './field.tsx'
import { useLeave } from './use-leave.ts'

export interface CodeFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly hint: ReactNode
  readonly error: string | undefined
  /** Called when the field is left and its text was changed. False keeps what was typed, to be mended. */
  readonly onCommit: (value: string) => boolean
}

const ROWS = 4

/** Several lines of code that are saved when the user leaves them. Escape takes back what was typed. */
export function CodeField({ label, value, placeholder, hint, error, onCommit }: CodeFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const commit = () => {
    if (draft === undefined || draft === value || onCommit(draft)) setDraft(undefined)
  }
  const leave = useLeave(commit)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || draft === undefined) return
    event.stopPropagation()
    setDraft(undefined)
  }
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className={classNames('input', 'code-field', error !== undefined && 'is-bad')}>
        <textarea
          id={id}
          className="font-mono"
          rows={ROWS}
          value={draft ?? value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
      </div>
    </Field>
  )
}
