import { useText } from '../../state/app-context.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import type { AnswerTurn } from './turn.ts'
import { useModelName } from './use-model-name.ts'

/** Says that the model was asked and has not begun, or what is done before it is asked. */
export function WaitingLine({ turn }: { readonly turn: AnswerTurn }) {
  const text = useText()
  const model = useModelName(turn)
  return (
    <div className="waiting-line">
      <Ring />
      {turn.folding
        ? text('fold.running', { count: turn.folding.messageCount })
        : text('transcript.waiting', { model })}
    </div>
  )
}
