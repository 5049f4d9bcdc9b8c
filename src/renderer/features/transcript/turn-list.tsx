import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { Highlighter } from '../../markdown/index.ts'
import { useApp, useSelect, useText } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { AnswerTurnView } from './answer-turn.tsx'
import type { Turn } from './turn.ts'
import { UserTurnView } from './user-turn.tsx'
import { useFollowing } from './use-following.ts'

const ESTIMATED_PX = { user: 84, answer: 280 } as const
const OVERSCAN = 4

export interface TurnListProps {
  readonly turns: readonly Turn[]
  readonly highlighter: Highlighter
}

/** The turns that are in sight, with room above and below for the others. */
export function TurnList({ turns, highlighter }: TurnListProps) {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const { following, follow, handlers } = useFollowing(scroller)
  // Nothing here is memoized by a compiler, so functions that change are no harm.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATED_PX[turns[index]?.kind ?? 'answer'],
    getItemKey: (index) => turns[index]?.id ?? index,
    anchorTo: following ? 'end' : 'start',
    followOnAppend: following,
    overscan: OVERSCAN,
  })
  const toEnd = () => {
    follow()
    virtual.scrollToEnd()
  }
  useEndOnSend(toEnd)
  const height = virtual.getTotalSize()
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && following) element.scrollTop = element.scrollHeight
  }, [following, height])
  return (
    <>
      <div ref={scroller} className="transcript-scroll scroll" {...handlers}>
        <div className="column transcript-column">
          <div className="turns" style={{ height }}>
            {virtual.getVirtualItems().map((item) => {
              const turn = turns[item.index]
              return (
                turn && (
                  <div
                    key={item.key}
                    ref={virtual.measureElement}
                    data-index={item.index}
                    className="turn-place"
                    style={{ top: item.start }}
                  >
                    <TurnView turn={turn} last={item.index === turns.length - 1} highlighter={highlighter} />
                  </div>
                )
              )
            })}
          </div>
        </div>
      </div>
      {!following && (
        <div className="jump">
          <Button icon="down" onClick={toEnd}>
            {text('transcript.jump')}
          </Button>
        </div>
      )}
    </>
  )
}

/** A message of one's own is always worth seeing: sending one goes to the end. */
function useEndOnSend(toEnd: () => void): void {
  const { conversation } = useApp()
  const sending = useSelect(conversation.store, (state) => state.sending)
  const latest = useRef(toEnd)
  useLayoutEffect(() => {
    latest.current = toEnd
  })
  useLayoutEffect(() => {
    if (sending) latest.current()
  }, [sending])
}

interface TurnViewProps {
  readonly turn: Turn
  readonly last: boolean
  readonly highlighter: Highlighter
}

function TurnView({ turn, last, highlighter }: TurnViewProps) {
  if (turn.kind === 'user') return <UserTurnView turn={turn} />
  return <AnswerTurnView turn={turn} last={last} highlighter={highlighter} />
}
