import { Children, type FocusEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
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
  const page = useRef<HTMLDivElement>(null)
  const keepPlace = useFocusedLine(page, Children.count(children))
  return (
    <div ref={page} className="page scroll" data-pane="page" tabIndex={-1} onFocus={keepPlace}>
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

/** A line that goes with the button that was pressed leaves the focus to the one that takes its place, the last to the page. */
function useFocusedLine(page: RefObject<HTMLElement | null>, count: number) {
  const place = useRef(-1)
  useLayoutEffect(() => {
    if (place.current < 0 || document.activeElement !== document.body) return
    const line = linesOf(page.current)[Math.min(place.current, count - 1)]
    const target = line?.querySelector<HTMLElement>('button') ?? page.current
    target?.focus()
  }, [page, count])
  return ({ target }: FocusEvent) => {
    place.current = linesOf(page.current).findIndex((line) => line.contains(target))
  }
}

function linesOf(page: HTMLElement | null): readonly HTMLElement[] {
  return [...(page?.querySelectorAll<HTMLElement>('.card-line') ?? [])]
}
