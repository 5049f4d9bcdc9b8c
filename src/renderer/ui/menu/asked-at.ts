import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** What a menu opens at that is no button. */
export interface MenuAnchor {
  readonly contextElement: Element
  readonly getBoundingClientRect: () => DOMRect
}

const SYSTEM = 'a[href], input, textarea, select, img, iframe, [contenteditable]'

/**
 * Where a right click or the menu key asks for a menu of the app's. Undefined where the system has its own: where one writes,
 * on links and pictures, over words that are selected.
 */
function askedAt({ target, clientX, clientY }: MouseEvent): MenuAnchor | undefined {
  if (!(target instanceof Element) || target.closest(SYSTEM)) return undefined
  const selection = getSelection()
  if (selection && !selection.isCollapsed && selection.containsNode(target, true)) return undefined
  // For the menu key the browser says a place at what has the focus.
  return { contextElement: target, getBoundingClientRect: () => new DOMRect(clientX, clientY) }
}

/** Calls `open` for a right click or the menu key anywhere in `area`; false leaves it to the system. */
export function useAsked(
  area: RefObject<HTMLElement | null> | undefined,
  open: (anchor: MenuAnchor) => boolean,
): void {
  const latest = useRef(open)
  useLayoutEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const element = area?.current
    const onContextMenu = (event: MouseEvent) => {
      const anchor = askedAt(event)
      if (anchor && latest.current(anchor)) event.preventDefault()
    }
    element?.addEventListener('contextmenu', onContextMenu)
    return () => element?.removeEventListener('contextmenu', onContextMenu)
  }, [area])
}
