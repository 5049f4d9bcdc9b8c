import { type KeyboardEvent, useState } from 'react'
import { classNames } from '../class-names.ts'

export interface DecimalInputProps {
  readonly label: string
  /** The language in which the number is written, a BCP 47 tag. */
  readonly locale: string
  /** Undefined is an empty field. */
  readonly value: number | undefined
  readonly max: number
  /** Stands before the number. */
  readonly sign?: string
  readonly placeholder?: string
  readonly onCommit: (value: number | undefined) => void
  /** Told whether what is typed now is no number from 0 to `max`. */
  readonly onRefuse: (refused: boolean) => void
}

/** A number or nothing, saved when the field is left. What is no such number is not saved. */
export function DecimalInput(props: DecimalInputProps) {
  const { label, locale, value, max, sign, placeholder, onCommit, onRefuse } = props
  const [draft, setDraft] = useState<string>()
  const bad = draft !== undefined && numberOf(draft, max) === 'bad'
  const type = (next: string | undefined) => {
    setDraft(next)
    onRefuse(next !== undefined && numberOf(next, max) === 'bad')
  }
  const commit = () => {
    const typed = draft === undefined ? 'bad' : numberOf(draft, max)
    if (typed !== 'bad' && typed !== value) onCommit(typed)
    type(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key !== 'Escape' || draft === undefined) return
    event.stopPropagation()
    type(undefined)
  }
  return (
    <div className={classNames('input', 'decimal-input', bad && 'is-bad')}>
      {sign && <span aria-hidden="true">{sign}</span>}
      <input
        inputMode="decimal"
        aria-label={label}
        aria-invalid={bad || undefined}
        placeholder={placeholder}
        value={draft ?? (value === undefined ? '' : written(value, locale))}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

// As it may be typed again: with the comma or point of the language, without marks between thousands.
function written(value: number, locale: string): string {
  return value.toLocaleString(locale, { useGrouping: false, maximumFractionDigits: 20 })
}

// Half of the world writes a comma.
function numberOf(typed: string, max: number): number | undefined | 'bad' {
  const plain = typed.trim().replace(/^\$/, '').replace(',', '.')
  if (plain === '') return undefined
  const number = Number(plain)
  return /^\d*\.?\d+$|^\d+\.$/.test(plain) && number <= max ? number : 'bad'
}
