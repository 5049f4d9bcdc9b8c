import { type ReactNode, useState } from 'react'
import { WindowPart } from '../window-part/window-part.tsx'

export interface WhenOpenedProps {
  readonly open: boolean
  /** Opens and closes by the same `open`. May be loaded now. */
  readonly children: ReactNode
  /** Whether one types into it as soon as it is open. */
  readonly typed?: boolean
}

/** Something over the page that nobody needs before it opens, from its first opening on, so that it closes in its own way. */
export function WhenOpened({ open, typed = false, children }: WhenOpenedProps) {
  const [wasOpen, setWasOpen] = useState(open)
  if (open && !wasOpen) setWasOpen(true)
  return wasOpen ? <WindowPart awaited={typed && open}>{children}</WindowPart> : null
}
