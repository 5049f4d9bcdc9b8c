import { type KeyboardEvent, useState } from 'react'
import { classNames } from '../class-names.ts'

export interface NumberInputProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onCommit: (value: number) => void
  /** Told whether what is typed now is no whole number within the bounds. */
  readonly onRefuse: (refused: boolean) => void
}

/** A whole number, saved when the field is left. What is no such number is not saved. */
export function NumberInput({ label, value, min, max, onCommit, onRefuse }: NumberInputProps) {
  const [draft, setDraft] = useState<string>()
  const typed = Number(draft)
  const bad = draft !== undefined && !(Number.isInteger(typed) && typed >= min && typed <= max)
  const type = (next: string | undefined) => {
    const number = Number(next)
    setDraft(next)
    onRefuse(next !== undefined && !(Number.isInteger(number) && number >= min && number <= max))
  }
  const commit = () => {
    if (draft !== undefined && !bad && typed !== value) onCommit(typed)
    type(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === undefined) return
    event.stopPropagation()
    type(undefined)
  }
  return (
    <div className={classNames('input', 'number-input', bad && 'is-bad')}>
      <input
        inputMode="numeric"
        aria-label={label}
        aria-invalid={bad || undefined}
        value={draft ?? String(value)}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
