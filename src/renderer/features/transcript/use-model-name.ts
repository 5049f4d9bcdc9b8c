import { useApp, useSelect } from '../../state/app-context.tsx'
import type { AnswerTurn } from './turn.ts'

/** The model that answers or answered, by the name that a person knows; empty when none is known. */
export function useModelName(turn: AnswerTurn): string {
  const { text } = useApp()
  const byDemo = useIsDemo(turn)
  if (byDemo) return text('transcript.demo-model')
  const written = turn.messages.findLast((message) => message.model !== undefined)
  return written?.model ?? turn.run?.options.model ?? ''
}

/** Whether the built-in demo model gives this answer. */
export function useIsDemo(turn: AnswerTurn): boolean {
  const { providers } = useApp()
  const written = turn.messages.findLast((message) => message.provider !== undefined)
  const providerId = written?.provider ?? turn.run?.options.providerId
  return useSelect(
    providers.store,
    (state) =>
      state.providers.find((each) => each.id === providerId)?.protocol === 'demo' || providerId === 'demo',
  )
}
