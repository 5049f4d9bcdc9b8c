import { newChatKey } from '../../contract/draft.ts'
import { useMemo } from 'react'
import { useApp, useSelect } from './app-context.tsx'
import { usePresentAgent } from './use-chat-agent.ts'
import { modelForNext, type ModelChoice } from './model-choice.ts'

/** The provider and model of the next run in the open chat; empty until the settings are known. */
export function useNextModel(): Partial<ModelChoice> {
  const { conversation, modelChoices, providers, settings } = useApp()
  const key = useSelect(conversation.store, (state) => state.sessionId ?? newChatKey)
  const runs = useSelect(conversation.store, (state) => state.transcript.runs)
  const picked = useSelect(modelChoices.store, (state) => state.picked[key])
  const inForce = useSelect(settings.store, (state) => state.settings)
  const known = useSelect(providers.store, (state) => state.providers)
  const agent = usePresentAgent()
  return useMemo(
    () => modelForNext({ picked, runs, settings: inForce, providers: known, agent }) ?? {},
    [picked, runs, inForce, known, agent],
  )
}
