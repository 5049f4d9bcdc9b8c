import { type CSSProperties, type RefObject, useLayoutEffect } from 'react'
import { useLate } from './late.tsx'

/**
 * Makes an element a stretch, which belongs to the object `of`: gives the style that says how high it is where it is
 * skipped, which is about so many lines of an answer as long as nobody has seen it.
 */
export function useStretch(
  element: RefObject<HTMLElement | null>,
  of: object,
  lines: () => number,
): CSSProperties {
  const late = useLate()
  useLayoutEffect(
    () => (late && element.current ? late.stretches.watch(element.current, of) : undefined),
    [late, element, of],
  )
  const height = late?.stretches.heightOf(of)
  const length = height === undefined ? `calc(${lines()} * var(--leading-lg))` : `${height}px`
  return { containIntrinsicBlockSize: `auto ${length}` }
}
