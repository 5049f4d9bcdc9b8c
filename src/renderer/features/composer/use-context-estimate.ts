import { useEffect, useState } from 'react'
import { newChatKey } from '../../../contract/draft.ts'
import type { RunId } from '../../../contract/id.ts'
import type { ContextEstimate } from '../../../contract/money.ts'
import { isEnded } from '../../../contract/run.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { usePresentAgent } from '../../state/use-chat-agent.ts'
import { useNextModel } from '../../state/use-next-model.ts'

/** How long the writer pauses before the draft is counted, in milliseconds. */
const pauseMs = 400

/** How large the next request of the open chat would be; undefined until it is known, and while an answer is written. */
export function useContextEstimate(draftKey: string): ContextEstimate | undefined {
  const { conversation, delay, drafts, money } = useApp()
  const choice = useNextModel()
  const sessionId = useSelect(conversation.store, (state) => state.sessionId)
  const ended = useSelect(conversation.store, (state) => lastEnded(state.transcript))
  const draft = useSelect(drafts.store, (state) => state.drafts[draftKey] ?? '')
  const files = useSelect(drafts.store, (state) => state.files[draftKey])
  const marked = useSelect(conversation.store, (state) => state.session?.marks?.changedAt)
  const [estimate, setEstimate] = useState<ContextEstimate & { readonly chat: string }>()
  const agent = usePresentAgent()
  const agentId = agent?.id ?? null
  const chat = `${draftKey} ${choice.providerId ?? ''} ${choice.model ?? ''} ${agent?.hash ?? ''}`
  useEffect(() => {
    let left = false
    const ask = async () => {
      // A number that cannot be had is not missed: the request itself says what is wrong.
      const found = await money.estimate({ sessionId, draft, choice, files, agentId }).catch(() => undefined)
      if (!left) setEstimate(found && { ...found, chat })
    }
    // Nobody waits for the number of an empty chat, and a new answer changes that of any other.
    const isNew =
      draftKey === newChatKey && draft === '' && !files && ended === undefined && marked === undefined
    const forget = delay(() => void ask(), isNew ? 0 : pauseMs)
    return () => {
      left = true
      forget()
    }
  }, [agentId, choice, delay, draft, draftKey, ended, files, money, marked, chat, sessionId])
  return estimate?.chat === chat ? estimate : undefined
}

/** Not how many: earlier ones come when somebody reads back, and change nothing of the next request. */
function lastEnded({ runs }: Transcript): RunId | undefined {
  return runs.findLast(({ status }) => isEnded(status))?.id
}
