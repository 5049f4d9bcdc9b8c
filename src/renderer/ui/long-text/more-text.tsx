import { type ReactNode, useRef } from 'react'
import { Button } from '../button/button.tsx'
import { useHiddenWords } from '../hidden-words/hidden-words.ts'

export interface MoreTextProps {
  /** What is not shown yet. */
  readonly words: () => string
  readonly onMore: () => void
  readonly children: ReactNode
}

/** Stands at the end of a text of which not all is shown, and shows more. */
export function MoreText({ words, onMore, children }: MoreTextProps) {
  const button = useRef<HTMLButtonElement>(null)
  useHiddenWords(button, { words, show: onMore })
  return (
    <Button ref={button} size="sm" className="long-text-more" onClick={onMore}>
      {children}
    </Button>
  )
}
