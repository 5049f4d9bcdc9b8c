import type { Text } from '../../../contract/language/text.ts'
import type { Message } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import { useApp } from '../../state/app-context.tsx'
import { dollarsText, secondsText } from '../../state/format.ts'
import { tip } from '../../ui/tooltip/tip.ts'
import { ActionButtons } from './action-buttons.tsx'
import { BranchSwitcher } from './branch-switcher.tsx'
import type { AnswerTurn } from './turn.ts'
import { useAnswerActions } from './turn-actions.ts'
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
  const actions = useAnswerActions(turn, last)
  return (
    <span className="turn-actions">
      <BranchSwitcher messages={turn.messages} />
      <ActionButtons actions={actions} />
    </span>
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
