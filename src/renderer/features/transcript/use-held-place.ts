import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * For the moment of a click: `hold` keeps the element where it is in the view, whatever the click opens or closes above
 * it, such as the one call of a round that was open.
 */
export function useHeldPlace(scroller: RefObject<HTMLElement | null>): (element: Element) => void {
  const [held, setHeld] = useState<{ readonly element: Element; readonly top: number }>()
  useLayoutEffect(() => {
    if (held?.element.isConnected) scroller.current?.scrollBy(0, topOf(held.element) - held.top)
  }, [held, scroller])
  return (element) => setHeld({ element, top: topOf(element) })
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top
}
