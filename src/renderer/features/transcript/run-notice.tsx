import type { Failure } from '../../../contract/failure.ts'
import type { Run } from '../../../contract/run.ts'
import type { Text } from '../../../contract/language/text.ts'
import { attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { useNextModel } from '../../state/use-next-model.ts'
import { andFocusMessage } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { ContinueButton } from './continue-button.tsx'
import { FailureNotice } from './failure-notice.tsx'
import type { AnswerTurn } from './turn.ts'

/** Why a run ended otherwise than with an answer, and what can be done about it. */
export function RunNotice({ turn, last }: { readonly turn: AnswerTurn; readonly last: boolean }) {
  const { text } = useApp()
  const { run } = turn
  if (!run || turn.active) return null
  const retry = last && (
    <>
      {isTooMuch(run.failure) && <ShortenButtons turn={turn} />}
      <ContinueButton turn={turn} />
      <RetryButton turn={turn} />
      {run.incompleteReason === 'spending-limit' && <LimitsButton />}
    </>
  )
  if (isFailed(run)) {
    return <FailureNotice failure={run.failure} providerId={run.options.providerId} retry={retry} />
  }
  const said = sentenceOf(text, run, turn)
  if (!said) return null
  return (
    <Notice icon={said.icon} tone={said.tone} title={said.title} actions={retry || undefined}>
      {said.text}
    </Notice>
  )
}

function isTooMuch(failure: Failure | undefined): boolean {
  return failure?.code === 'context-too-long' || failure?.code === 'request-too-large'
}

/** Whether the run's end is told by a notice, which then offers Retry. */
export function hasRunNotice(text: Text, turn: AnswerTurn): boolean {
  const { run } = turn
  return run !== undefined && !turn.active && (isFailed(run) || sentenceOf(text, run, turn) !== undefined)
}

function isFailed(run: Run): run is Run & { failure: Failure } {
  return run.status === 'failed' && run.failure !== undefined
}

function LimitsButton() {
  const { text, view } = useApp()
  return (
    <Button size="sm" onClick={() => view.showSettings('limits')}>
      {text('transcript.spending-limit.settings')}
    </Button>
  )
}

/** The two ways to make a chat short enough; each asks the question again. */
function ShortenButtons({ turn }: { readonly turn: AnswerTurn }) {
  const app = useApp()
  const { conversation, text } = app
  const choice = useNextModel()
  const { asked } = turn
  if (!asked) return null
  return (['fold', 'leave-out'] as const).map((shorten) => (
    <Button
      key={shorten}
      size="sm"
      variant={shorten === 'fold' ? 'primary' : 'secondary'}
      onClick={andFocusMessage(() => attempt(app, conversation.retry(asked.id, { ...choice, shorten })))}
    >
      {text(`fold.way.${shorten}`)}
    </Button>
  ))
}

function RetryButton({ turn }: { readonly turn: AnswerTurn }) {
  const app = useApp()
  const choice = useNextModel()
  const { asked } = turn
  if (!asked) return null
  return (
    <Button size="sm" onClick={andFocusMessage(() => attempt(app, app.conversation.retry(asked.id, choice)))}>
      {app.text('window.retry')}
    </Button>
  )
}

interface Sentence {
  readonly icon: 'coin' | 'pause' | 'stopped' | 'info' | 'clock' | 'alert'
  readonly tone: 'plain' | 'warning'
  readonly title: string
  readonly text?: string
}

function sentenceOf(text: Text, run: Run, turn: AnswerTurn): Sentence | undefined {
  const stopped = { icon: 'stopped', tone: 'plain', title: text('transcript.stopped.title') } as const
  if (run.status === 'cancelled') {
    return turn.items.length > 0 ? { ...stopped, text: text('transcript.stopped.text') } : stopped
  }
  if (run.status === 'expired')
    return { icon: 'clock', tone: 'plain', title: text('transcript.expired.title') }
  if (run.status === 'incomplete') return incomplete(text, run)
  const finish = turn.messages.findLast((message) => message.role === 'assistant')?.finishReason
  if (finish === 'length') return incomplete(text, { ...run, incompleteReason: 'length' })
  if (finish === 'content-filter') return incomplete(text, { ...run, incompleteReason: 'content-filter' })
  return undefined
}

function incomplete(text: Text, run: Run): Sentence {
  const reason = run.incompleteReason ?? 'interrupted'
  const title = text(`transcript.${reason}.title`, { rounds: run.options.maxRounds })
  const sentence = { title, text: text(`transcript.${reason}.text`) }
  if (reason === 'interrupted') return { ...sentence, icon: 'pause', tone: 'plain' }
  const icons = {
    'content-filter': 'alert',
    'spending-limit': 'coin',
    'round-limit': 'info',
    'tool-loop': 'info',
    length: 'info',
  } as const
  return { ...sentence, icon: icons[reason], tone: 'warning' }
}
