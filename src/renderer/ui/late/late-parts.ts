import { distanceOf, type Span } from './distance.ts'

/** A part of something long that is not there yet. */
export interface LatePart {
  /** What stands in its place, in the page. */
  readonly place: HTMLElement
  /** Goes on with it, at least a little, until `isDue`; true when all of it is there. */
  readonly work: (isDue: () => boolean) => boolean
}

/** Parts that are drawn one after the other: those in sight before the next picture, the others between pictures. */
export interface LateParts {
  /** Puts a part in line; returns what takes it out. */
  readonly add: (part: LatePart) => () => void
  /** Draws what has come into sight, before the next picture. */
  readonly look: () => void
}

export interface LatePartsNeeds {
  /** From where to where one sees, in px of the window; undefined while nothing can be seen. */
  readonly view: () => Span | undefined
  /** Runs what may change heights, so that what is being read stays where it is. */
  readonly keep: (change: () => void) => void
  /** In milliseconds from any moment. */
  readonly now: () => number
  /** Runs the work behind the task that goes on, before the next picture. */
  readonly atOnce: (work: () => void) => void
  /** Runs the work soon, and lets a picture and what the user does come before it; returns what prevents it. */
  readonly soon: (work: () => void) => () => void
  /** Runs the work when there is nothing else to do; returns what prevents it. */
  readonly later: (work: () => void) => () => void
}

/** So long at a time is drawn what is in sight, and what is not; the part that was begun last comes on top of it. */
const IN_SIGHT_MS = 20
const OUT_OF_SIGHT_MS = 8

/** The part that is nearest to what one sees comes first. */
export function createLateParts(needs: LatePartsNeeds): LateParts {
  const parts = new Set<LatePart>()
  const within = (ms: number) => dueAfter(needs.now, ms)
  let isLooking = false
  let cancel: (() => void) | undefined

  const work = (part: LatePart, isDue: () => boolean) => {
    if (part.work(isDue)) parts.delete(part)
  }
  const drawInSight = (isDue: () => boolean) => {
    do {
      const [next] = inOrder(parts, needs.view())
      if (next?.distance !== 0) return
      needs.keep(() => work(next.part, isDue))
    } while (!isDue())
  }
  const drawNearest = (isDue: () => boolean) => {
    const order = inOrder(parts, needs.view())
    const drawNext = () => {
      for (const { part } of order) {
        while (parts.has(part) && !isDue()) work(part, isDue)
        if (isDue()) return
      }
    }
    // What the browser skips changes no height, and what does not move needs no keeping.
    if (order[0]?.isSkipped) drawNext()
    else needs.keep(drawNext)
  }
  const plan = () => {
    cancel?.()
    cancel = undefined
    if (parts.size === 0) return
    const isUrgent = inOrder(parts, needs.view())[0]?.distance === 0
    cancel = (isUrgent ? needs.soon : needs.later)(() => {
      cancel = undefined
      if (isUrgent) drawInSight(within(IN_SIGHT_MS))
      else drawNearest(within(OUT_OF_SIGHT_MS))
      plan()
    })
  }
  const look = () => {
    if (parts.size === 0) return
    drawInSight(within(IN_SIGHT_MS))
    plan()
  }
  return {
    add(part) {
      parts.add(part)
      if (!isLooking) {
        isLooking = true
        needs.atOnce(() => {
          isLooking = false
          look()
        })
      }
      return () => void parts.delete(part)
    },
    look,
  }
}

function dueAfter(now: () => number, ms: number): () => boolean {
  const end = now() + ms
  return () => now() >= end
}

interface Ordered {
  readonly part: LatePart
  readonly distance: number
  readonly isSkipped: boolean
}

/** The nearest first, and what is equally near from top to bottom. */
function inOrder(parts: ReadonlySet<LatePart>, view: Span | undefined): readonly Ordered[] {
  if (!view) return []
  const stretches = new Map<Element, number>()
  const order = Array.from(parts, (part) => ({ part, ...distanceOf(part.place, view, stretches) }))
  return order.sort((a, b) => a.distance - b.distance)
}
