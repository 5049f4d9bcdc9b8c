import { useText } from '../../state/app-context.tsx'
import { hasRunNotice } from './run-notice.tsx'
import type { AnswerTurn } from './turn.ts'

/** Stands where the words would be when an answer ended without any. */
export function Silence({ turn }: { readonly turn: AnswerTurn }) {
  const text = useText()
  if (
    turn.active ||
    hasRunNotice(text, turn) ||
    turn.items.some(({ kind }) => kind === 'text' || kind === 'image')
  )
    return null
  const used = turn.items.some((item) => item.kind === 'calls')
  return <p className="silence">{used ? text('transcript.only-calls') : text('transcript.nothing-said')}</p>
}
