/** From where to where, in px of the window. */
export interface Span {
  readonly top: number
  readonly bottom: number
}

/** A stretch so many views away is skipped by the browser, which draws what is one and a half views away. */
const SKIPPED_VIEWS = 2

/**
 * How far a place is from what one sees, in px, and 0 in sight; whether it is in a stretch (`data-stretch`) that is
 * skipped. Of such a stretch only its own place is asked for: what is in it would have to be laid out for that.
 * `stretches` remembers them for as long as nothing moves.
 */
export function distanceOf(
  place: Element,
  view: Span,
  stretches: Map<Element, number>,
): { readonly distance: number; readonly isSkipped: boolean } {
  const stretch = place.closest('[data-stretch]')
  if (stretch && stretch !== place) {
    const known = stretches.get(stretch) ?? distanceBetween(view, stretch.getBoundingClientRect())
    stretches.set(stretch, known)
    if (known > SKIPPED_VIEWS * (view.bottom - view.top)) return { distance: known, isSkipped: true }
  }
  return { distance: distanceBetween(view, place.getBoundingClientRect()), isSkipped: false }
}

function distanceBetween(view: Span, { top, bottom }: Span): number {
  return Math.max(0, view.top - bottom, top - view.bottom)
}
