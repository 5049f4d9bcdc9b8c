import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { laterWork, soonWork } from '../../ui/late/between-pictures.ts'
import type { LateDrawing } from '../../ui/late/late.tsx'
import { createLateParts } from '../../ui/late/late-parts.ts'
import { createStretches, type Stretches } from '../../ui/late/stretches.ts'
import { firstInSight } from './first-in-sight.ts'

export interface LateNeeds {
  readonly scroller: RefObject<HTMLElement | null>
  readonly following: boolean
  /** Keeps to the end of what has another height now. */
  readonly settle: () => void
  /** Tells the list how high the turns are that are drawn, and moves nothing but them. */
  readonly measure: () => void
}

/** Draws the parts of long answers, while whoever reads stays at the same words. */
export function useLateDrawing(needs: LateNeeds): LateDrawing {
  const latest = useRef(needs)
  useLayoutEffect(() => {
    latest.current = needs
  })
  // They are read when something is drawn, never during a render.
  // oxlint-disable-next-line react/refs
  const [drawing] = useState<LateDrawing>(() => {
    const view = () => latest.current.scroller.current?.getBoundingClientRect()
    const held = { drift: 0 }
    const stretches = createStretches({ view, onResize: (above) => moveBy(latest.current, above) })
    const parts = createLateParts({
      view,
      keep: (change) => keep(latest.current, stretches, held, change),
      now: () => performance.now(),
      atOnce: (work) => queueMicrotask(work),
      soon: soonWork,
      later: laterWork,
    })
    return { parts, stretches }
  })
  return drawing
}

interface Held {
  /** By how much less than a pixel of the screen what is read stands too low: the view scrolls by whole ones. */
  drift: number
}

function keep(needs: LateNeeds, stretches: Stretches, held: Held, change: () => void): void {
  const view = needs.following ? undefined : needs.scroller.current
  const element = view ? firstInSight(view) : undefined
  const wanted = topOf(element) - held.drift
  change()
  stretches.accept()
  flushSync(needs.measure)
  if (needs.following) needs.settle()
  if (!element?.isConnected) return
  view?.scrollBy(0, topOf(element) - wanted)
  const drift = topOf(element) - wanted
  held.drift = Math.abs(drift) < 1 ? drift : 0
}

function topOf(element: Element | undefined): number {
  return element?.getBoundingClientRect().top ?? 0
}

function moveBy({ scroller, following, settle, measure }: LateNeeds, above: number): void {
  flushSync(measure)
  if (following) settle()
  else scroller.current?.scrollBy(0, above)
}
