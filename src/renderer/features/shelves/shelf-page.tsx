import type { ReactNode } from 'react'
import { CardSection } from '../../ui/card/card.tsx'
import { Empty } from '../../ui/empty/empty.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'

export interface ShelfPageProps {
  readonly icon: IconName
  /** What the list is, where there is one. */
  readonly text: string
  readonly isEmpty: boolean
  readonly emptyTitle: string
  readonly emptyText: string
  /** What can be done with all of them, at the end of the head. */
  readonly action?: ReactNode
  /** A line for each chat. */
  readonly children: ReactNode
}

/** Chats that are not in the sidebar. */
export function ShelfPage(props: ShelfPageProps) {
  const { icon, text, isEmpty, emptyTitle, emptyText, action, children } = props
  return (
    <div className="page scroll" data-pane="page" tabIndex={-1}>
      <div className="page-inner">
        <div className="page-head shelf-head">
          {!isEmpty && <p>{text}</p>}
          {action}
        </div>
        {isEmpty ? (
          <div className="card">
            <Empty icon={icon} title={emptyTitle}>
              {emptyText}
            </Empty>
          </div>
        ) : (
          <CardSection>{children}</CardSection>
        )}
      </div>
    </div>
  )
}
