import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect } from 'react'
import type { Turn } from './turn.ts'

const ESTIMATED_PX = { user: 84, answer: 280, fold: 44, folding: 44 } as const
const OVERSCAN = 4
/** The end is kept by `useFollowing` alone. */
const NEVER_AT_END = -1

export type VirtualTurns = Virtualizer<HTMLDivElement, HTMLDivElement>

/**
 * Which turns are drawn, and where. While the view follows the end, it scrolls nothing by itself: whoever else scrolled
 * then would go on doing so for some frames, and run after what the user opens meanwhile.
 */
export function useVirtualTurns(
  turns: readonly Turn[],
  scroller: RefObject<HTMLDivElement | null>,
  following: boolean,
): VirtualTurns {
  // Nothing here is memoized by a compiler, so functions that change are no harm.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATED_PX[turns[index]?.kind ?? 'answer'],
    getItemKey: (index) => turns[index]?.id ?? index,
    overscan: OVERSCAN,
    // Whoever reads stays at the same words when earlier turns come in front; whoever follows is taken to the end by hand.
    anchorTo: following ? 'start' : 'end',
    scrollEndThreshold: NEVER_AT_END,
    // Not what the observer saw, which is a frame old when it is used.
    measureElement: heightOf,
    // Measuring within the observer's own round changes what it observes, which the browser reports as an error.
    useAnimationFrameWithResizeObserver: true,
  })
  virtual.shouldAdjustScrollPositionOnItemSizeChange = following ? never : isAbove
  // Before every painting, so that the view keeps to the end without lag, and no height is left to come when somebody
  // opens a fold.
  useLayoutEffect(() => {
    if (following) measureDrawn(virtual)
  })
  return virtual
}

const never = () => false

/** What is above the view moves it, in whichever direction it was scrolled last; and at first so does what reaches into it. */
function isAbove({ key, start, end }: VirtualItem, _: number, virtual: VirtualTurns): boolean {
  const offset = virtual.scrollOffset ?? 0
  return virtual.itemSizeCache.has(key) ? end <= offset : start < offset
}

/** Tells the list how high the turns are that are drawn, and leaves it to the caller that nothing moves. */
export function measureInPlace(virtual: VirtualTurns): void {
  const { shouldAdjustScrollPositionOnItemSizeChange: rule } = virtual
  virtual.shouldAdjustScrollPositionOnItemSizeChange = never
  measureDrawn(virtual)
  virtual.shouldAdjustScrollPositionOnItemSizeChange = rule
}

function measureDrawn(virtual: VirtualTurns): void {
  for (const element of virtual.elementsCache.values()) {
    if (element.isConnected) virtual.resizeItem(virtual.indexFromElement(element), heightOf(element))
  }
}

function heightOf(element: HTMLElement): number {
  return Math.round(element.getBoundingClientRect().height)
}
