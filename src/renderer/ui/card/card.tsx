import { type ReactNode, useId } from 'react'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'

export interface CardSectionProps {
  readonly title?: string
  /** Stands at the end of the title's line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A titled card of lines. */
export function CardSection({ title, aside, children }: CardSectionProps) {
  const id = useId()
  return (
    <section className="card-section" aria-labelledby={title ? id : undefined}>
      {title && (
        <h2 className="card-title">
          <span id={id}>{title}</span>
          {aside}
        </h2>
      )}
      <div className="card">{children}</div>
    </section>
  )
}

export interface CardLineProps {
  readonly icon?: IconName
  /** Left out where a line only says that there is nothing. */
  readonly title?: ReactNode
  readonly text?: ReactNode
  /** The control, at the end of the line. */
  readonly children?: ReactNode
}

/** One line of a card: what it is, what that means, and its control. */
export function CardLine({ icon, title, text, children }: CardLineProps) {
  return (
    <div className="card-line">
      {icon && <Icon name={icon} className="card-line-icon" />}
      <div className="card-line-words">
        {title && <div className="card-line-title">{title}</div>}
        {text && <div className="card-line-text">{text}</div>}
      </div>
      {children}
    </div>
  )
}
