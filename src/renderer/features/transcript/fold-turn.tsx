import { memo, useState } from 'react'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { Button } from '../../ui/button/button.tsx'
import { Fold } from '../../ui/fold/fold.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { LimitedText } from './limited-text.tsx'
import type { FoldTurn } from './turn.ts'

export interface FoldTurnProps {
  readonly turn: FoldTurn
  /** Whether Tab comes here. */
  readonly tabStop: boolean
}

/** The line under the messages that are sent as a summary only; it opens to show what the model is told of them. */
export const FoldTurnView = memo(function FoldTurnView({ turn, tabStop }: FoldTurnProps) {
  const app = useApp()
  const { conversation, text } = app
  const running = useSelect(conversation.store, (state) => activeRuns(state.transcript).length > 0)
  const [open, setOpen] = useState(false)
  const { messageCount: count, tokens, text: words } = turn.summary
  return (
    <article
      className="turn fold-turn"
      aria-label={text('fold.name')}
      // The arrows go from turn to turn.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
    >
      <Fold
        open={open}
        onOpenChange={setOpen}
        summary={
          <>
            <Icon name="archive" />
            {text('fold.line', { count, tokens })}
          </>
        }
      >
        <div className="thinking">
          <LimitedText words={words} />
        </div>
        <p className="fold-foot">
          <span className="hint">{text('fold.hint')}</span>
          <Button
            size="sm"
            icon="undo"
            disabled={running}
            onClick={() => void attempt(app, conversation.unfold(turn.message.id))}
          >
            {text('fold.undo')}
          </Button>
        </p>
      </Fold>
    </article>
  )
})
