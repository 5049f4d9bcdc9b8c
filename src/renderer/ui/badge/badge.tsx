import type { ReactNode } from 'react'

export interface BadgeProps {
  readonly tone?: 'plain' | 'tint' | 'success' | 'warning' | 'danger'
  readonly children: ReactNode
}

/** One or two words that name a state. */
export function Badge({ tone = 'plain', children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  )
}
