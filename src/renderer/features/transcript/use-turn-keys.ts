import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import type { Turn } from './turn.ts'
import type { Older } from './use-older.ts'

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
  /** Those that are loaded. Their places change when earlier ones come. */
  readonly turns: readonly Pick<Turn, 'id'>[]
  /** The turns that are drawn now, in order. */
  readonly drawn: readonly number[]
  /** Brings a turn into sight, so that it is drawn. */
  readonly show: (index: number) => void
  /** The turns that are not loaded. */
  readonly older: Pick<Older, 'isAll' | 'loadAll'>
}

/** One turn can be reached by Tab; from there the arrows go from turn to turn, Home and End to the first and the last. */
export function useTurnKeys({ turns, drawn, show, older }: TurnKeysOptions): TurnKeys {
  const count = turns.length
  const [visited, setVisited] = useState<string>()
  const toBeginning = async (scroller: HTMLElement) => {
    if (!(await older.loadAll())) return
    requestAnimationFrame(() => focusTurn(scroller, 0, () => scroller.scrollTo(0, 0)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isToBeginning(event) && !older.isAll()) {
      event.preventDefault()
      void toBeginning(event.currentTarget)
      return
    }
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
    if (place) setVisited(turns[Number(place.dataset['index'])]?.id)
  }
  const tabStop = drawn.find((index) => turns[index]?.id === visited) ?? drawn.at(-1) ?? count - 1
  return { tabStop, handlers: { onKeyDown, onFocus } }
}

/**
 * Home, with Control or without: the beginning of the chat, however little of it is loaded. What scrolls inside a turn has
 * a beginning of its own.
 */
function isToBeginning({ key, target, altKey, shiftKey }: KeyboardEvent): boolean {
  if (key !== 'Home' || altKey || shiftKey || !(target instanceof HTMLElement)) return false
  return target.matches('.turn, button, a, .transcript-scroll')
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
