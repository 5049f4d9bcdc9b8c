import { type ReactNode, useId } from 'react'
import { Icon } from '../icon/icon.tsx'

export interface FoldProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The one line that stays. */
  readonly summary: ReactNode
  readonly children: ReactNode
}

/** One line that opens what is under it. */
export function Fold({ open, onOpenChange, summary, children }: FoldProps) {
  const contentId = useId()
  return (
    <div className="fold-box">
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
