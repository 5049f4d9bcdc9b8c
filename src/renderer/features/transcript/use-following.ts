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
import { useHeldPlace } from './use-held-place.ts'

const AT_END_PX = 8
const UPWARD_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

export interface Following {
  /** To be the ref of the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>
  /** True while the view keeps to the end as the answer grows. */
  readonly following: boolean
  /** Whether there is something newer than what can be seen. */
  readonly behind: boolean
  /** Goes to the end and keeps to it. */
  readonly follow: () => void
  /** Stays where it is, whatever comes. */
  readonly leave: () => void
  /** To be called when the content may have got another height, before it is painted. */
  readonly settle: () => void
  /** Spread on that element. */
  readonly handlers: {
    readonly onWheel: (event: WheelEvent) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onClick: (event: MouseEvent) => void
    readonly onScroll: () => void
  }
}

/**
 * Keeps to the end until the user's first move upwards, and again from when the user comes back to the end. What the
 * user opens stays where it is: the view does not run away to the end of what it shows.
 */
export function useFollowing(): Following {
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing, followingNow] = useFollowingState()
  const [behind, setBehind] = useState(false)
  const seen = useRef<View>({ top: 0, toEnd: 0 })
  const look = (element: HTMLElement): Move => {
    const before = seen.current
    const now = viewOf(element)
    seen.current = now
    setBehind(now.toEnd > AT_END_PX)
    return moveOf(before, now)
  }
  const settle = () => {
    const element = scroller.current
    if (!element) return
    if (followingNow.current) element.scrollTop = element.scrollHeight
    if (look(element) === 'to-end' || !canScroll(element)) setFollowing(true)
  }
  const settleView = useEffectEvent(settle)
  useEffect(() => {
    const observer = new ResizeObserver(() => settleView())
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [])
  const hold = useHeldPlace(scroller)
  const toggle = (head: Element) => {
    hold(head)
    if (head.getAttribute('aria-expanded') === 'false') setFollowing(false)
  }
  const leave = () => {
    if (scroller.current && canScroll(scroller.current)) setFollowing(false)
  }
  return {
    scroller,
    following,
    behind: behind && !following,
    follow: () => {
      setFollowing(true)
      settle()
    },
    leave: () => setFollowing(false),
    settle,
    handlers: {
      onWheel: (event) => event.deltaY < 0 && leave(),
      onKeyDown: (event) => UPWARD_KEYS.has(event.key) && !isWriting(event.target) && leave(),
      onClick: (event) => {
        const head = headOf(event.target)
        if (head) toggle(head)
      },
      onScroll: () => {
        const move = scroller.current && look(scroller.current)
        if (move) setFollowing(move === 'to-end')
      },
    },
  }
}

function useFollowingState() {
  const [following, showFollowing] = useState(true)
  // Read by what comes before the next render, such as a measurement that waited for its frame.
  const now = useRef(true)
  const setFollowing = (next: boolean) => {
    now.current = next
    showFollowing(next)
  }
  return [following, setFollowing, now] as const
}

interface View {
  readonly top: number
  /** How far the end is below what can be seen, in px. */
  readonly toEnd: number
}

type Move = 'to-end' | 'upwards' | undefined

/**
 * Being at the end is no move: who has just opened something there, or turned the wheel upwards, is at the end until the
 * next frame, and does not want to be taken along.
 */
function moveOf(before: View, now: View): Move {
  if (now.toEnd <= AT_END_PX) return now.toEnd < before.toEnd ? 'to-end' : undefined
  return now.top < before.top ? 'upwards' : undefined
}

function viewOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): View {
  return { top: scrollTop, toEnd: scrollHeight - clientHeight - scrollTop }
}

function canScroll(element: HTMLElement): boolean {
  return element.scrollHeight > element.clientHeight
}

/** What opens and closes something, if the click was on such a thing. */
function headOf(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest('[aria-expanded]') : null
}

function isWriting(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
