import { type KeyboardEvent, useEffect, useRef } from 'react'

export interface InlineEditProps {
  readonly label: string
  readonly value: string
  readonly className?: string
  /** Called once with the new text, if it is another one and not empty; in any case the editing is over. */
  readonly onCommit: (value: string) => void
  readonly onCancel: () => void
}

/** Edits a title where it stands. Return and leaving the field keep it, Escape does not. */
export function InlineEdit({ label, value, className = '', onCommit, onCancel }: InlineEditProps) {
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => {
    const input = field.current
    if (!input) return
    input.focus()
    input.select()
    // The beginning of a long one is what one knows it by.
    input.scrollLeft = 0
  }, [])
  const end = (keep: boolean) => {
    if (done.current) return
    done.current = true
    const next = field.current?.value.trim() ?? ''
    if (keep && next !== '' && next !== value) onCommit(next)
    else onCancel()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Whatever has the focus next would take the key for its own, such as the message for a new line.
    event.preventDefault()
    end(event.key === 'Enter')
  }
  return (
    <input
      ref={field}
      className={`inline-edit ${className}`}
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      spellCheck={false}
      onBlur={() => end(true)}
      onKeyDown={onKeyDown}
    />
  )
}
