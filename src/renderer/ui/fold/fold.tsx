import { type ReactNode, useId, useRef } from 'react'
import { useHiddenWords } from '../hidden-words/hidden-words.ts'
import { Icon } from '../icon/icon.tsx'

export interface FoldProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The one line that stays. */
  readonly summary: ReactNode
  /** What one will read under it, for whoever looks for words. */
  readonly words?: () => string
  readonly children: ReactNode
}

/** One line that opens what is under it. */
export function Fold({ open, onOpenChange, summary, words, children }: FoldProps) {
  const box = useRef<HTMLDivElement>(null)
  useHiddenWords(box, open || !words ? undefined : { words, show: () => onOpenChange(true) })
  const contentId = useId()
  return (
    <div ref={box} className="fold-box">
      <button
        type="button"
        className="fold"
        aria-expanded={open}
        aria-controls={open ? contentId : undefined}
        onClick={() => onOpenChange(!open)}
      >
        {summary}
        <Icon name={open ? 'down' : 'right'} size={14} className="fold-sign" />
      </button>
      {open && <div id={contentId}>{children}</div>}
    </div>
  )
}
