import type { RefObject } from 'react'
import type { AppState } from '../../../state/app-state.ts'
import { messageAt } from '../../../state/found-places.ts'
import type { Turn } from '../turn.ts'
import { idsOf } from './drawn-turns.ts'
import { bringIntoSight } from './into-sight.ts'
import type { WordsPlace } from './turn-words.ts'

/** So often words are brought into sight that others, which come into sight with them, have moved out of it. */
const MOST_MOVES = 12
/** The user's own way to another place. */
const OWN_MOVES = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const

export interface FoundWordsNeeds {
  readonly turns: readonly Turn[]
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Whether the view keeps to the end. */
  readonly following: boolean
  /** Where a turn begins, in px. */
  readonly offsetOf: (index: number) => number
  /** Ends the keeping to the end. */
  readonly leave: () => void
}

/**
 * The way to a place of words, step by step, until it is in sight; it is kept there while more is drawn around it, until the user
 * goes another way.
 */
export interface Seeking {
  readonly begin: () => void
  /** Goes a step on, if there is a way to go; `place` is where the page has the words, if it has them. */
  readonly goOn: (place: WordsPlace | undefined, scroller: HTMLElement) => void
  /** Ends the way when the user goes another one; returns what ends that. */
  readonly yieldTo: (scroller: HTMLElement) => () => void
}

export function createSeeking(
  needs: () => FoundWordsNeeds,
  { find, view }: Pick<AppState, 'find' | 'view'>,
  lookSoon: () => void,
): Seeking {
  let moves = 0
  let hasArrived = false
  const stop = () => void (moves = 0)

  const toTurn = (scroller: HTMLElement) => {
    const { turns, leave, offsetOf } = needs()
    const { places, current } = find.store.getState()
    const messageId = messageAt(places, current)
    const index = turns.findIndex((turn) => messageId !== undefined && idsOf(turn).includes(messageId))
    if (index < 0) return
    leave()
    if (!scroller.querySelector(`.turn-place[data-index="${index}"]`)) {
      scroller.scrollTo(0, offsetOf(index))
      return
    }
    // None of it can be seen: what was found is behind a link, or in a formula.
    stop()
    view.setTarget(messageId)
  }
  return {
    begin() {
      moves = MOST_MOVES
      hasArrived = false
    },
    goOn(place, scroller) {
      if (moves === 0) return
      // Somebody went to the newest message, and stays there.
      if (hasArrived && needs().following) return stop()
      if (!place) return toTurn(scroller)
      needs().leave()
      if ('hidden' in place) {
        // What it hides comes into the page, which is watched.
        if (place.hidden.show) place.hidden.show()
        else bringIntoSight(place.element, scroller)
        return
      }
      hasArrived = !bringIntoSight(place.range, scroller)
      if (hasArrived) return
      // What comes into sight with the words may have another height than was thought.
      moves -= 1
      lookSoon()
    },
    yieldTo(scroller) {
      for (const move of OWN_MOVES) scroller.addEventListener(move, stop, { passive: true })
      return () => {
        stop()
        for (const move of OWN_MOVES) scroller.removeEventListener(move, stop)
      }
    },
  }
}
