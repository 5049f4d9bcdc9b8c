import type { Transcript } from '../../../contract/transcript.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'

/** Says that a request waits because a limit of the user's is used up. */
export function QueueNotice({ waiting }: { readonly waiting: NonNullable<Transcript['waitingTurn']> }) {
  const app = useApp()
  const { text, conversation } = app
  return (
    <Notice
      icon="clock"
      title={text('transcript.queued')}
      actions={
        <Button size="sm" onClick={() => void attempt(app, conversation.stop())}>
          {text('transcript.stop')}
        </Button>
      }
    >
      {text(`queued.${waiting.limit}`, { count: waiting.count })}
    </Notice>
  )
}
