import type { Span } from './distance.ts'

/** Pieces of something long, each of which the browser skips where nobody sees it, at the height that it had last. */
export interface Stretches {
  /** Watches the height of a stretch, which is remembered for `of`; returns what ends that. */
  readonly watch: (element: HTMLElement, of: object) => () => void
  /** Takes the heights of now as known: who has changed them has seen to what that moves. */
  readonly accept: () => void
  /** How high in px what belongs to an object was last. */
  readonly heightOf: (of: object) => number | undefined
}

export interface StretchesNeeds {
  readonly view: () => Span | undefined
  /** Told before the picture is drawn that stretches have other heights: those above the view are so much higher, in px. */
  readonly onResize: (above: number) => void
}

interface Watched {
  readonly of: object
  height: number | undefined
}

/** A stretch gets its real height when it is drawn for the first time, or in another width. */
export function createStretches({ view, onResize }: StretchesNeeds): Stretches {
  const watched = new Map<Element, Watched>()
  const heights = new WeakMap<object, number>()
  const observer = new ResizeObserver((entries) => {
    const top = view()?.top ?? 0
    let isOther = false
    let above = 0
    for (const { target, borderBoxSize } of entries) {
      const stretch = watched.get(target)
      const height = borderBoxSize[0]?.blockSize ?? 0
      if (!stretch || height === 0) continue
      const before = stretch.height
      stretch.height = height
      heights.set(stretch.of, height)
      if (before === undefined || before === height) continue
      isOther = true
      if (target.getBoundingClientRect().top + before <= top) above += height - before
    }
    if (isOther) onResize(above)
  })
  return {
    watch(element, of) {
      watched.set(element, { of, height: undefined })
      observer.observe(element, { box: 'border-box' })
      return () => {
        watched.delete(element)
        observer.unobserve(element)
      }
    },
    accept() {
      for (const [element, stretch] of watched) stretch.height = element.getBoundingClientRect().height
    },
    heightOf: (of) => heights.get(of),
  }
}
