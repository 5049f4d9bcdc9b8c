import { useEffect, useRef, useState } from 'react'
import { inOneParagraph } from '../../../contract/language/sentences.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { newsOf } from './announcements.ts'
import type { AnswerTurn, Turn } from './turn.ts'

/** What was said is taken away again, so that nobody who reads line by line meets the answer twice. */
const SAID_MS = 1500

/** Tells screen readers of the running answer, in the way that the settings say. */
export function Announcer({ turns }: { readonly turns: readonly Turn[] }) {
  const { settings, text } = useApp()
  const wish = useSelect(settings.store, (state) => state.settings?.look.announcements) ?? 'sentences'
  const [said, setSaid] = useState('')
  const before = useRef<AnswerTurn>(undefined)
  const last = turns.at(-1)
  const answer = last?.kind === 'answer' ? last : undefined
  useEffect(() => {
    const earlier = before.current?.id === answer?.id ? before.current : undefined
    before.current = answer
    if (!answer || (!answer.active && !earlier?.active)) return
    const news = newsOf(text, wish, earlier, answer)
    if (news.length > 0) setSaid(inOneParagraph(text, news))
  }, [answer, text, wish])
  useEffect(() => {
    if (said === '') return undefined
    const timer = setTimeout(() => setSaid(''), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div className="sr-only" aria-live="polite">
      {said}
    </div>
  )
}
