import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'

/**
 * Whether the bar of a search needs room at the beginning of the chat. Whoever is further down stays at the same words when it
 * comes and goes.
 */
export function useRoomForFind(scroller: RefObject<HTMLElement | null>): boolean {
  const { find } = useApp()
  const finding = useSelect(find.store, (state) => state.open)
  const before = useRef<number>(undefined)
  // It measures what follows from `finding`.
  // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  useLayoutEffect(() => {
    const element = scroller.current
    const turns = element?.querySelector('.turns')
    if (!element || !turns) return
    const start = turns.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
    const moved = start - (before.current ?? start)
    before.current = start
    const isAtEnd = element.scrollHeight - element.clientHeight - element.scrollTop < 1
    if (element.scrollTop > 0 && !(moved < 0 && isAtEnd)) element.scrollBy(0, moved)
  }, [scroller, finding])
  return finding
}
