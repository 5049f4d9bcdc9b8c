import { firstSentence, inOneParagraph } from '../../../contract/language/sentences.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { countdownText } from '../../state/format.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { useNow } from '../../state/use-now.ts'

const SECOND_MS = 1000

/** Counts down to the next attempt after one that failed, and lets the user go on at once or stop. */
export function RetryNotice({ waiting }: { readonly waiting: NonNullable<Transcript['waitingRetry']> }) {
  const app = useApp()
  const { text, conversation } = app
  const left = waiting.dueAt - useNow(true, SECOND_MS)
  const title =
    left > 0 ? text('transcript.retry-in', { time: countdownText(left) }) : text('transcript.retry-now')
  return (
    <Notice
      tone="warning"
      icon="clock"
      title={title}
      actions={
        <>
          {left > 0 && (
            <Button size="sm" icon="retry" onClick={() => void attempt(app, conversation.tryNow())}>
              {text('transcript.try-now')}
            </Button>
          )}
          <Button size="sm" onClick={() => void attempt(app, conversation.stop())}>
            {text('transcript.stop')}
          </Button>
        </>
      }
    >
      {inOneParagraph(text, [
        // What it advises, such as to try again, is being done.
        text('transcript.retry-because', { reason: firstSentence(failureText(text, waiting.failure))[0] }),
        text('transcript.retry-attempt', { attempt: waiting.attempt }),
      ])}
    </Notice>
  )
}
