import { useEffect, useState } from 'react'
import type { ContextView } from '../../../../contract/context.ts'
import { newChatKey } from '../../../../contract/draft.ts'
import { isEnded } from '../../../../contract/run.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { readContext } from '../../../state/context-view.ts'
import { usePresentAgent } from '../../../state/use-chat-agent.ts'
import { useNextModel } from '../../../state/use-next-model.ts'

/** How long the writer pauses before the draft is counted, in milliseconds. */
const pauseMs = 400

/** What the next request of the open chat would hold; undefined until it is known. */
export function useContextView(turns: number): ContextView | undefined {
  const app = useApp()
  const { conversation, delay, drafts } = app
  const choice = useNextModel()
  const sessionId = useSelect(conversation.store, (state) => state.sessionId)
  const key = sessionId ?? newChatKey
  const marked = useSelect(conversation.store, (state) => state.session?.marks?.changedAt)
  const ended = useSelect(conversation.store, ({ transcript: { runs } }) => {
    return runs.findLast(({ status }) => isEnded(status))?.id
  })
  const folds = useSelect(conversation.store, ({ transcript }) => transcript.summaries)
  const draft = useSelect(drafts.store, (state) => state.drafts[key] ?? '')
  const files = useSelect(drafts.store, (state) => state.files[key])
  const agentId = usePresentAgent()?.id ?? null
  const [known, setKnown] = useState<{ readonly key: string; readonly view: ContextView }>()
  const isKnown = known?.key === key
  useEffect(() => {
    let left = false
    const ask = async () => {
      // What cannot be had is not missed: the request itself says what is wrong.
      const view = await readContext(app, { sessionId, draft, choice, files, agentId }, turns).catch(
        () => undefined,
      )
      if (!left && view) setKnown({ key, view })
    }
    const forget = delay(() => void ask(), draft === '' || !isKnown ? 0 : pauseMs)
    return () => {
      left = true
      forget()
    }
    // Whether it is known decides only how soon it is asked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [app, agentId, choice, delay, draft, ended, files, folds, key, marked, sessionId, turns])
  return isKnown ? known.view : undefined
}
