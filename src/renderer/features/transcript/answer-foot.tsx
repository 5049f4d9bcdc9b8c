import type { Text } from '../../../contract/language/text.ts'
import type { RunId } from '../../../contract/id.ts'
import { type Message, textOf } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import { attempt, copyText, forkHere } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { dollarsText, secondsText } from '../../state/format.ts'
import { isNarrow } from '../../state/use-narrow.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { andFocusMessage } from '../../state/window-focus.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { tip } from '../../ui/tooltip/tip.ts'
import { BranchSwitcher } from './branch-switcher.tsx'
import { hasRunNotice } from './run-notice.tsx'
import type { AnswerTurn } from './turn.ts'
import { useIsDemo, useModelName } from './use-model-name.ts'

/** Actions and facts of an answer. Its space is there from the first word, so that the end does not push. */
export function AnswerFoot({ turn, last }: { readonly turn: AnswerTurn; readonly last: boolean }) {
  if (turn.active) return <footer className="answer-foot" />
  return (
    <footer className="answer-foot">
      <AnswerActions turn={turn} last={last} />
      <AnswerFacts turn={turn} />
    </footer>
  )
}

function AnswerActions({ turn, last }: { readonly turn: AnswerTurn; readonly last: boolean }) {
  const app = useApp()
  const { text, conversation } = app
  const choice = useNextModel()
  const busy = useSelect(conversation.store, ({ transcript }) => activeRuns(transcript).length > 0)
  const hasWords = turn.messages.some((message) => textOf(message) !== '')
  const { asked } = turn
  const end = turn.messages.at(-1)
  return (
    <span className="turn-actions">
      <BranchSwitcher messages={turn.messages} />
      {hasWords && (
        <IconButton
          icon="copy"
          size="sm"
          label={text('transcript.copy-markdown')}
          onClick={() => void copyText(app, wordsOf(turn), text('transcript.copied-markdown'))}
        />
      )}
      {asked && !(last && hasRunNotice(text, turn)) && (
        <IconButton
          icon="retry"
          size="sm"
          label={text('window.retry')}
          disabled={busy}
          onClick={andFocusMessage(() => attempt(app, conversation.retry(asked.id, choice)))}
        />
      )}
      {turn.run && <InspectButton runId={turn.run.id} />}
      {end && (
        <IconButton
          icon="fork"
          size="sm"
          label={text('transcript.fork')}
          onClick={andFocusMessage(() => forkHere(app, end.id))}
        />
      )}
    </span>
  )
}

function wordsOf({ messages }: AnswerTurn): string {
  return messages.map(textOf).filter(Boolean).join('\n\n')
}

function InspectButton({ runId }: { readonly runId: RunId }) {
  const { text, view } = useApp()
  return (
    <IconButton
      icon="parallel"
      size="sm"
      label={text('transcript.inspect')}
      onClick={() => view.inspect(runId, isNarrow('inspector'))}
    />
  )
}

function AnswerFacts({ turn }: { readonly turn: AnswerTurn }) {
  const { locale, text } = useApp()
  const model = useModelName(turn)
  const byDemo = useIsDemo(turn)
  const { run } = turn
  const tokens = run ? tokensOf(run.usage) : 0
  const last = turn.messages.findLast(({ role }) => role === 'assistant')
  return (
    <span className="facts">
      {model && <span>{model}</span>}
      {run && tokens > 0 && (
        <span className="fact-optional" {...tip(usageText(text, run.usage, last))}>
          {text('transcript.tokens', { count: tokens })}
        </span>
      )}
      {byDemo && <span>{text('transcript.free')}</span>}
      {run?.cost !== undefined && <span>{dollarsText(text, locale, run.cost)}</span>}
      {run?.endedAt !== undefined && <span>{secondsText(text, run.endedAt - run.createdAt)}</span>}
    </span>
  )
}

function usageText(text: Text, usage: Usage, last: Message | undefined): string {
  const { inputTokens: input, outputTokens: output, cacheReadTokens: cached = 0 } = usage
  const share = input > 0 ? Math.round((100 * cached) / input) : 0
  const { finishReason: reason, wire } = last ?? {}
  return [
    text('transcript.usage', { input, output }),
    ...(share > 0 ? [text('transcript.usage.cached', { share })] : []),
    ...(reason ? [text('transcript.usage.finish', { reason: wire?.finishReason ?? reason })] : []),
    ...(wire?.attempts ? [text('transcript.usage.attempts', { count: wire.attempts })] : []),
    ...(wire?.requestId ? [text('transcript.usage.request', { id: wire.requestId })] : []),
  ].join(' · ')
}

function tokensOf(usage: Usage): number {
  return usage.inputTokens + usage.outputTokens
}
