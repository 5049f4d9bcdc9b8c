import type { ReactNode } from 'react'

export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with the value; takes the place of the hint. */
  readonly error?: string | undefined
  readonly children: ReactNode
}

/** The frame of an input: its label above, a hint or an error under it. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const note = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {note && (
        <span id={`${id}-note`} className={error ? 'hint is-bad' : 'hint'} role={error ? 'alert' : undefined}>
          {note}
        </span>
      )}
    </div>
  )
}
