import { type KeyboardEvent, type RefObject, type WheelEvent, useRef, useState } from 'react'

const AT_END_PX = 8
const UPWARD_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

export interface Following {
  /** True while the view keeps to the end as the answer grows. */
  readonly following: boolean
  readonly follow: () => void
  /** Spread on the element that scrolls. */
  readonly handlers: {
    readonly onWheel: (event: WheelEvent) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onPointerDown: () => void
    readonly onPointerUp: () => void
    readonly onScroll: () => void
  }
}

/** Keeps to the end until the user's first move upwards, and again from when the user is back at the end. */
export function useFollowing(scroller: RefObject<HTMLElement | null>): Following {
  const [following, setFollowing] = useState(true)
  const dragging = useRef(false)
  const distance = () => distanceFromEnd(scroller.current)
  const leave = () => {
    if (canScroll(scroller.current)) setFollowing(false)
  }
  return {
    following,
    follow: () => setFollowing(true),
    handlers: {
      onWheel: (event) => event.deltaY < 0 && leave(),
      onKeyDown: (event) => UPWARD_KEYS.has(event.key) && !isWriting(event.target) && leave(),
      onPointerDown: () => {
        dragging.current = true
      },
      onPointerUp: () => {
        dragging.current = false
      },
      onScroll: () => {
        const atEnd = distance() <= AT_END_PX
        if (atEnd && !following) setFollowing(true)
        if (!atEnd && following && dragging.current) leave()
      },
    },
  }
}

function distanceFromEnd(element: HTMLElement | null): number {
  return element ? element.scrollHeight - element.clientHeight - element.scrollTop : 0
}

function canScroll(element: HTMLElement | null): boolean {
  return element !== null && element.scrollHeight > element.clientHeight
}

function isWriting(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
