import { type ReactNode, useLayoutEffect, useRef } from 'react'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'

export interface NoticeProps {
  readonly tone?: 'plain' | 'success' | 'warning' | 'danger'
  readonly icon: IconName
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Buttons that offer the way on. */
  readonly actions?: ReactNode
  /** How readers are told when it appears or changes: at the next pause, or at once. */
  readonly live?: 'status' | 'alert' | undefined
}

/** What happened, in place, with what can be done about it. */
export function Notice({ tone = 'plain', icon, title, children, actions, live }: NoticeProps) {
  const buttons = useRef<HTMLDivElement>(null)
  // A style that counts them by itself would be looked at again with every word of an answer.
  useLayoutEffect(() => {
    const { current } = buttons
    current?.parentElement?.toggleAttribute('data-many', current.childElementCount > 2)
  })
  return (
    <div className="notice" data-tone={tone} role={live}>
      <Icon name={icon} />
      <div className="min-w-0">
        <strong>{title}</strong>
        {children && <p>{children}</p>}
      </div>
      {actions && (
        <div ref={buttons} className="notice-actions">
          {actions}
        </div>
      )}
    </div>
  )
}
