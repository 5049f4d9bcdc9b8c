import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type WheelEvent,
} from 'react'

const AT_END_PX = 8
const UPWARD_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

export interface Following {
  /** To be the ref of the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>
  /** True while the view keeps to the end as the answer grows. */
  readonly following: boolean
  /** Whether there is something newer than what can be seen. */
  readonly behind: boolean
  readonly follow: () => void
  /** To be called when the content has got another height. */
  readonly settle: () => void
  /** Spread on that element. */
  readonly handlers: {
    readonly onWheel: (event: WheelEvent) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onClick: (event: MouseEvent) => void
    readonly onPointerDown: () => void
    readonly onPointerUp: () => void
    readonly onScroll: () => void
  }
}

/**
 * Keeps to the end until the user's first move upwards, and again from when the user is back at the end. What the user
 * opens stays where it is: the view does not run away to the end of what it shows.
 */
export function useFollowing(): Following {
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const [behind, setBehind] = useState(false)
  const dragging = useRef(false)
  const look = () => {
    const atEnd = distanceFromEnd(scroller.current) <= AT_END_PX
    setBehind(!atEnd)
    if (atEnd) setFollowing(true)
    return atEnd
  }
  const settle = () => {
    const element = scroller.current
    if (element && following) element.scrollTop = element.scrollHeight
    look()
  }
  const settleView = useEffectEvent(settle)
  useEffect(() => {
    const observer = new ResizeObserver(() => settleView())
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [])
  const leave = () => {
    if (canScroll(scroller.current)) setFollowing(false)
  }
  return {
    scroller,
    following,
    behind: behind && !following,
    follow: () => setFollowing(true),
    settle,
    handlers: {
      onWheel: (event) => event.deltaY < 0 && leave(),
      onKeyDown: (event) => UPWARD_KEYS.has(event.key) && !isWriting(event.target) && leave(),
      onClick: (event) => opens(event.target) && setFollowing(false),
      onPointerDown: () => {
        dragging.current = true
      },
      onPointerUp: () => {
        dragging.current = false
      },
      onScroll: () => {
        if (!look() && following && dragging.current) leave()
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

function opens(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[aria-expanded]') !== null
}

function isWriting(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
