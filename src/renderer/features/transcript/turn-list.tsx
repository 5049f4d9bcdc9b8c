import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import type { Highlighter } from '../../markdown/index.ts'
import { useApp, useSelect, useText } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { type LateDrawing, LateProvider } from '../../ui/late/late.tsx'
import { AnswerTurnView } from './answer-turn.tsx'
import type { Turn } from './turn.ts'
import { OlderNotice } from './older-notice.tsx'
import { FoldTurnView } from './fold-turn.tsx'
import { useFoundWords } from './found/use-found-words.ts'
import { FoldingTurnView } from './folding-turn.tsx'
import { UserTurnView } from './user-turn.tsx'
import { useFollowing } from './use-following.ts'
import { useLateDrawing } from './use-late-drawing.ts'
import { useOlder } from './use-older.ts'
import { useTarget } from './use-target.ts'
import { TurnMenus } from './turn-menus.tsx'
import { useTurnKeys } from './use-turn-keys.ts'
import { measureInPlace, useVirtualTurns } from './use-virtual-turns.ts'

export interface TurnListProps {
  readonly turns: readonly Turn[]
  readonly highlighter: Highlighter
}

/** The turns that are in sight, with room above and below for the others. */
export function TurnList({ turns, highlighter }: TurnListProps) {
  const { scroller, following, behind, follow, leave, settle, handlers } = useFollowing()
  const virtual = useVirtualTurns(turns, scroller, following)
  const total = virtual.getTotalSize()
  // Whatever changes the height: the words that came, their measure, and what the user opened.
  // oxlint-disable-next-line react/exhaustive-deps
  useLayoutEffect(settle, [turns, total, following])
  const late = useLateDrawing({ scroller, following, settle, measure: () => measureInPlace(virtual) })
  const older = useOlder(scroller, turns)
  const items = virtual.getVirtualItems()
  const offsetOf = (index: number) => virtual.getOffsetForIndex(index, 'start')?.[0] ?? 0
  const marksOf = useTarget({ turns, scroller, offsetOf, leave })
  // Not a command to the virtualizer, which would go on correcting it while the user does something else.
  const show = (index: number) => scroller.current?.scrollTo(0, virtual.getOffsetForIndex(index)?.[0] ?? 0)
  const keys = useTurnKeys({ turns, drawn: items.map((item) => item.index), show, older })
  const finding = useFoundWords({ turns, scroller, following, offsetOf, leave })
  useEndOnSend(follow)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    handlers.onKeyDown(event)
    keys.handlers.onKeyDown(event)
  }
  const onScroll = () => {
    handlers.onScroll()
    older.look()
    late.parts.look()
  }
  return (
    <>
      <div
        ref={scroller}
        className="transcript-scroll scroll"
        role="presentation"
        {...handlers}
        onScroll={onScroll}
        onFocus={keys.handlers.onFocus}
        onKeyDown={onKeyDown}
      >
        <Column height={total} late={late} finding={finding}>
          {items.map(({ key, index, start }) => (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="turn-place"
              data-kind={turns[index]?.kind}
              {...marksOf(index)}
              style={{ top: start }}
            >
              <TurnView
                turn={turns[index]}
                last={index === turns.length - 1}
                tabStop={index === keys.tabStop}
                highlighter={highlighter}
              />
            </div>
          ))}
        </Column>
      </div>
      <TurnMenus turns={turns} area={scroller} />
      <Notices behind={behind} onJump={follow} />
    </>
  )
}

interface ColumnProps {
  readonly height: number
  readonly late: LateDrawing
  readonly finding: boolean
  readonly children: ReactNode
}

function Column({ height, late, finding, children }: ColumnProps) {
  return (
    <div className="column transcript-column" data-finding={finding || undefined}>
      <div className="turns" style={{ height }}>
        <LateProvider value={late}>{children}</LateProvider>
      </div>
    </div>
  )
}

/** What lies over the turns. */
function Notices({ behind, onJump }: { readonly behind: boolean; readonly onJump: () => void }) {
  return (
    <>
      <OlderNotice />
      {behind && <Jump onJump={onJump} />}
    </>
  )
}

function Jump({ onJump }: { readonly onJump: () => void }) {
  const text = useText()
  return (
    <div className="jump">
      <Button icon="down" onClick={onJump}>
        {text('transcript.jump')}
      </Button>
    </div>
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
  readonly turn: Turn | undefined
  readonly last: boolean
  readonly tabStop: boolean
  readonly highlighter: Highlighter
}

function TurnView({ turn, ...rest }: TurnViewProps) {
  if (!turn) return null
  if (turn.kind === 'user') return <UserTurnView turn={turn} tabStop={rest.tabStop} />
  if (turn.kind === 'fold') return <FoldTurnView turn={turn} tabStop={rest.tabStop} />
  if (turn.kind === 'folding') return <FoldingTurnView turn={turn} tabStop={rest.tabStop} />
  return <AnswerTurnView turn={turn} {...rest} />
}
