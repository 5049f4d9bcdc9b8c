import { assertNever } from '../../../contract/assert-never.ts'
import { memo } from 'react'
import type { Highlighter } from '../../markdown/index.ts'
import { useText } from '../../state/app-context.tsx'
import { AnswerFoot } from './answer-foot.tsx'
import { ImageView, ProviderItemView, Sources } from './answer-extras.tsx'
import { blocksOf, type AnswerBlock } from './answer-blocks.ts'
import { AnswerText } from './answer-text.tsx'
import { CallGroup } from './calls/call-group.tsx'
import { FoldedCalls } from './calls/folded-calls.tsx'
import { LeftOutNote } from './left-out-note.tsx'
import { QueueNotice } from './queue-notice.tsx'
import { Reasoning } from './reasoning.tsx'
import { RetryNotice } from './retry-notice.tsx'
import { RunNotice } from './run-notice.tsx'
import { Silence } from './silence.tsx'
import { isSettled, type AnswerTurn } from './turn.ts'
import { useHeldGroups } from './use-held-groups.ts'
import { WaitingLine } from './waiting-line.tsx'

export interface AnswerTurnProps {
  readonly turn: AnswerTurn
  /** The last answer always shows its actions. */
  readonly last: boolean
  /** Whether Tab comes here. */
  readonly tabStop: boolean
  readonly highlighter: Highlighter
}

/** Everything that one run gave, in the order in which it came. */
export const AnswerTurnView = memo(function AnswerTurnView(props: AnswerTurnProps) {
  const { turn, last, tabStop, highlighter } = props
  const text = useText()
  const held = useHeldGroups()
  const blocks = blocksOf(turn.items, held.keys)
  const waiting = turn.active && !turn.waitingRetry && !turn.waitingTurn && isWaiting(turn)
  return (
    <article
      className="turn answer-turn"
      aria-label={text('transcript.answer')}
      aria-busy={turn.active}
      // The arrows go from turn to turn.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
      data-last={last || undefined}
    >
      <div className="answer-items">
        {turn.run?.options.leftOut !== undefined && (
          <p className="provider-item">{text('fold.left-out', { count: turn.run.options.leftOut })}</p>
        )}
        {blocks.map((block) => (
          <AnswerBlockView key={block.key} block={block} onHold={held.hold} highlighter={highlighter} />
        ))}
        {waiting && <WaitingLine turn={turn} />}
        {turn.waitingRetry && <RetryNotice waiting={turn.waitingRetry} />}
        {turn.waitingTurn && <QueueNotice waiting={turn.waitingTurn} />}
        <RunNotice turn={turn} last={last} />
        <Silence turn={turn} />
        <LeftOutNote messages={turn.messages} />
      </div>
      <AnswerFoot turn={turn} last={last} />
    </article>
  )
})

interface BlockProps {
  readonly block: AnswerBlock
  readonly onHold: (key: string, held: boolean) => void
  readonly highlighter: Highlighter
}

function AnswerBlockView({ block, onHold, highlighter }: BlockProps) {
  switch (block.kind) {
    case 'reasoning':
      return <Reasoning item={block} />
    case 'text':
      return <AnswerText item={block} highlighter={highlighter} />
    case 'calls':
      return <CallGroup item={block} onHold={onHold} />
    case 'provider-item':
      return <ProviderItemView item={block} />
    case 'image':
      return <ImageView item={block} />
    case 'sources':
      return <Sources item={block} />
    case 'folded-calls':
      return <FoldedCalls groups={block.groups} />
    default:
      return assertNever(block)
  }
}

/** True while nothing on the screen moves although the run goes on: before the first word and between rounds. */
function isWaiting({ items }: AnswerTurn): boolean {
  const last = items.at(-1)
  if (!last) return true
  if (last.kind === 'text' || last.kind === 'reasoning') return !last.streaming
  if (last.kind !== 'calls') return true
  return last.calls.every(isSettled)
}
