import { type RefObject, useLayoutEffect } from 'react'
import type { MessageId } from '../../../contract/id.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import type { Turn } from './turn.ts'

/** For what lies over the beginning of the view, such as the bar of a search. */
const ROOM_ABOVE_PX = 48

export interface TargetNeeds {
  readonly turns: readonly Turn[]
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Where a turn begins, in px. */
  readonly offsetOf: (index: number) => number
  /** Ends the keeping to the end. */
  readonly leave: () => void
}

/** Brings the message that was asked for into sight. Gives what marks its turn for a moment, to be spread on its element. */
export function useTarget({ turns, scroller, offsetOf, leave }: TargetNeeds) {
  const { view } = useApp()
  const target = useSelect(view.store, (state) => state.target)
  const index = target === undefined ? -1 : turns.findIndex((turn) => holds(turn, target))
  useLayoutEffect(() => {
    if (index < 0) return
    leave()
    scroller.current?.scrollTo(0, offsetOf(index) - ROOM_ABOVE_PX)
    // Once for each target: what moves afterwards is the user's business.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [target, index])
  const marks = { 'data-target': true, onAnimationEnd: () => view.setTarget(undefined) }
  return (turn: number) => (turn === index ? marks : undefined)
}

function holds(turn: Turn, id: MessageId): boolean {
  const messages = turn.kind === 'user' ? [turn.message] : turn.kind === 'answer' ? turn.messages : []
  return messages.some((message) => message.id === id)
}
