import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { useNextModel } from '../../state/use-next-model.ts'
import { isEnded } from '../../../contract/run.ts'
import { Button } from '../../ui/button/button.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import { FailureNotice } from './failure-notice.tsx'
import type { FoldingTurn } from './turn.ts'

export interface FoldingTurnProps {
  readonly turn: FoldingTurn
  /** Whether Tab comes here. */
  readonly tabStop: boolean
}

/** A summary that is being written, or why it could not be. */
export function FoldingTurnView({ turn, tabStop }: FoldingTurnProps) {
  const app = useApp()
  const { conversation, text } = app
  const choice = useNextModel()
  const { run, messageCount: count = 0 } = turn
  return (
    <article
      className="turn answer-turn"
      aria-label={text('fold.name')}
      aria-busy={!isEnded(run.status)}
      // The arrows go from turn to turn.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabStop ? 0 : -1}
    >
      {run.failure ? (
        <FailureNotice
          failure={run.failure}
          providerId={run.options.providerId}
          retry={
            <Button size="sm" onClick={() => void attempt(app, conversation.compact(choice))}>
              {text('fold.again')}
            </Button>
          }
        />
      ) : (
        <output className="waiting-line">
          <Ring />
          {text('fold.running', { count })}
        </output>
      )}
    </article>
  )
}
