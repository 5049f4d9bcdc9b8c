import { type FocusEvent, type KeyboardEvent, useState } from 'react'

export interface TurnKeys {
  /** The turn that Tab comes to. */
  readonly tabStop: number
  /** Spread on the element that holds the turns. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onFocus: (event: FocusEvent) => void
  }
}

export interface TurnKeysOptions {
  readonly count: number
  /** The turns that are drawn now, in order. */
  readonly drawn: readonly number[]
  /** Brings a turn into sight, so that it is drawn. */
  readonly show: (index: number) => void
}

/** One turn can be reached by Tab; from there the arrows go from turn to turn, Home and End to the first and the last. */
export function useTurnKeys({ count, drawn, show }: TurnKeysOptions): TurnKeys {
  const [visited, setVisited] = useState<number>()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement && indexOfTurn(event.target)
    if (typeof from !== 'number' || event.altKey || event.ctrlKey || event.metaKey) return
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: count - 1 }[event.key]
    if (to === undefined || to < 0 || to >= count) return
    // A turn that is longer than the view is read to its end first, by the browser's own scrolling.
    if (Math.abs(to - from) === 1 && isCutOff(event.currentTarget, event.target, to > from)) return
    event.preventDefault()
    focusTurn(event.currentTarget, to, show)
  }
  const onFocus = ({ target }: FocusEvent) => {
    const place = target.closest<HTMLElement>('[data-index]')
    if (place) setVisited(Number(place.dataset['index']))
  }
  const tabStop = visited !== undefined && drawn.includes(visited) ? visited : (drawn.at(-1) ?? count - 1)
  return { tabStop, handlers: { onKeyDown, onFocus } }
}

/** The number of a turn whose own element this is, not something inside it. */
function indexOfTurn(element: HTMLElement): number | undefined {
  if (!element.classList.contains('turn')) return undefined
  return Number(element.closest<HTMLElement>('[data-index]')?.dataset['index'])
}

function isCutOff(scroller: HTMLElement, turn: EventTarget, below: boolean): boolean {
  if (!(turn instanceof HTMLElement)) return false
  const view = scroller.getBoundingClientRect()
  const { top, bottom } = turn.getBoundingClientRect()
  return below ? bottom > view.bottom + 1 : top < view.top - 1
}

function focusTurn(scroller: HTMLElement, index: number, show: (index: number) => void): void {
  const find = () => scroller.querySelector<HTMLElement>(`[data-index="${index}"] > .turn`)
  const turn = find()
  if (turn) return focusInSight(turn)
  show(index)
  requestAnimationFrame(() => {
    const drawn = find()
    if (drawn) focusInSight(drawn)
  })
}

function focusInSight(turn: HTMLElement): void {
  turn.focus({ preventScroll: true })
  turn.scrollIntoView({ block: 'nearest' })
}
