import { useId } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import { Field } from '../../../ui/field/field.tsx'

export interface FormFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly error?: string | undefined
  readonly mono?: boolean
  /** Lines of a field that takes several. */
  readonly rows?: number
}

/** A field of a form that is sent as a whole. */
export function FormField({ label, placeholder, value, onChange, hint, error, mono, rows }: FormFieldProps) {
  const id = useId()
  const given = {
    id,
    value,
    placeholder,
    className: mono ? 'font-mono' : undefined,
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': error !== undefined || undefined,
    'aria-describedby': (error ?? hint) ? `${id}-note` : undefined,
  }
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div
        className={classNames('input', rows !== undefined && 'code-field', error !== undefined && 'is-bad')}
      >
        {rows === undefined ? (
          <input {...given} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <textarea {...given} rows={rows} onChange={(event) => onChange(event.target.value)} />
        )}
      </div>
    </Field>
  )
}
