import type { ReactNode } from 'react'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'

export interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
}

/** Says why a place is empty and what fills it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={20} />
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  )
}
