import { lazy, useState } from 'react'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { listText } from '../../state/format.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { focusMessage } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { WhenOpened } from '../../ui/dialog/when-opened.tsx'
import type { AnswerTurn } from './turn.ts'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../ui/dialog/dialog.tsx')).ConfirmDialog,
}))

/** Goes on with an answer that was cut; asks first when a tool may or may not have changed something. */
export function ContinueButton({ turn }: { readonly turn: AnswerTurn }) {
  const app = useApp()
  const { conversation, locale, text } = app
  const choice = useNextModel()
  const [asking, setAsking] = useState(false)
  if (!isCut(turn)) return null
  const unknown = unknownCalls(turn)
  const go = () => {
    setAsking(false)
    focusMessage()
    void attempt(app, conversation.continue(choice))
  }
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => (unknown.length > 0 ? setAsking(true) : go())}>
        {text('window.continue')}
      </Button>
      <WhenOpened open={asking}>
        <ConfirmDialog
          open={asking}
          title={text('transcript.unknown.title', { tools: listText(locale, unknown) })}
          cancelLabel={text('window.cancel')}
          confirmLabel={text('window.continue')}
          destructive={false}
          onCancel={() => setAsking(false)}
          onConfirm={go}
        >
          {text('transcript.unknown.text')}
        </ConfirmDialog>
      </WhenOpened>
    </>
  )
}

/** Whether something of the answer is missing and something of it is there, without which Retry says it better. */
function isCut({ messages }: AnswerTurn): boolean {
  const last = messages.at(-1)
  if (!last || messages.every(({ parts }) => parts.length === 0)) return false
  return last.role === 'tool' || last.finishReason === 'interrupted' || last.finishReason === 'length'
}

/** The tools of the last round that were running when Parley ended and may have changed something. */
function unknownCalls({ items }: AnswerTurn): readonly string[] {
  const calls = items.findLast((item) => item.kind === 'calls')?.calls ?? []
  return calls.flatMap(({ name, status, effect }) =>
    status === 'unknown' && effect !== 'read' ? [name] : [],
  )
}
