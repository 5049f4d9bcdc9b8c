import { type KeyboardEvent, useState } from 'react'
import { classNames } from '../class-names.ts'

export interface MoneyInputProps {
  readonly label: string
  /** US dollars; undefined is an empty field. */
  readonly value: number | undefined
  readonly placeholder?: string
  readonly onCommit: (value: number | undefined) => void
  /** Told whether what is typed now is no amount. */
  readonly onRefuse: (refused: boolean) => void
}

const most = 1_000_000

/** An amount in dollars or nothing, saved when the field is left. What is no amount is not saved. */
export function MoneyInput({ label, value, placeholder, onCommit, onRefuse }: MoneyInputProps) {
  const [draft, setDraft] = useState<string>()
  const bad = draft !== undefined && amountOf(draft) === 'bad'
  const type = (next: string | undefined) => {
    setDraft(next)
    onRefuse(next !== undefined && amountOf(next) === 'bad')
  }
  const commit = () => {
    const typed = draft === undefined ? 'bad' : amountOf(draft)
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
    <div className={classNames('input', 'money-input', bad && 'is-bad')}>
      <span aria-hidden="true">$</span>
      <input
        inputMode="decimal"
        aria-label={label}
        aria-invalid={bad || undefined}
        placeholder={placeholder}
        value={draft ?? (value === undefined ? '' : String(value))}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

// Half of the world writes a comma.
function amountOf(typed: string): number | undefined | 'bad' {
  const plain = typed.trim().replace(/^\$/, '').replace(',', '.')
  if (plain === '') return undefined
  const amount = Number(plain)
  return /^\d*\.?\d+$|^\d+\.$/.test(plain) && amount <= most ? amount : 'bad'
}
