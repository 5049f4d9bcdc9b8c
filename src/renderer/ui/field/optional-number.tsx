import { type KeyboardEvent, useState } from 'react'
import { classNames } from '../class-names.ts'

export interface OptionalNumberProps {
  readonly label: string
  readonly value: number | undefined
  /** What holds when nothing is chosen. */
  readonly placeholder: string
  readonly unit?: string
  readonly max: number
  readonly onCommit: (value: number | undefined) => void
  /** Told whether what is typed now is no whole number from 1 to `max`. */
  readonly onRefuse: (refused: boolean) => void
}

/** A whole number from 1 that may be left out, saved when the field is left. What is no such number is not saved. */
export function OptionalNumber(props: OptionalNumberProps) {
  const { label, value, placeholder, unit, max, onCommit, onRefuse } = props
  const [draft, setDraft] = useState<string>()
  const bad = draft !== undefined && isBad(draft, max)
  const type = (next: string | undefined) => {
    setDraft(next)
    onRefuse(next !== undefined && isBad(next, max))
  }
  const commit = () => {
    const next = draft?.trim() ? Number(draft) : undefined
    if (draft !== undefined && !bad && next !== value) onCommit(next)
    type(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === undefined) return
    event.stopPropagation()
    type(undefined)
  }
  return (
    <div className={classNames('input', 'optional-number', bad && 'is-bad')}>
      <input
        inputMode="numeric"
        aria-label={label}
        aria-invalid={bad || undefined}
        placeholder={placeholder}
        value={draft ?? (value === undefined ? '' : String(value))}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {unit && <span className="unit">{unit}</span>}
    </div>
  )
}

function isBad(text: string, max: number): boolean {
  const number = Number(text)
  return text.trim() !== '' && !(Number.isInteger(number) && number >= 1 && number <= max)
}
