import type { ReactNode } from 'react'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'

export interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  /** The buttons that fill the place. */
  readonly actions?: ReactNode
}

/** Says why a place is empty and what fills it. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={20} />
      <strong>{title}</strong>
      {children && <p>{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  )
}
