import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { isParallel } from '../../state/settings.ts'
import { usePresentAgent } from '../../state/use-chat-agent.ts'

export interface Parallel {
  readonly parallel: boolean
  /** Whether the agent of the chat has decided, so that nothing can be chosen. */
  readonly decided: boolean
  readonly setParallel: (parallel: boolean) => void
}

/** Whether the tool calls of a round run together, and the way to change it. */
export function useParallel(): Parallel {
  const app = useApp()
  const ofAll = useSelect(app.settings.store, isParallel)
  const isFixed = useSelect(app.settings.store, ({ settings }) =>
    settings?.overridden.includes('parallelTools'),
  )
  const ofAgent = usePresentAgent()?.parallelTools
  const decided = ofAgent !== undefined && isFixed !== true
  return {
    parallel: decided ? ofAgent : ofAll,
    decided,
    setParallel: (next) => void attempt(app, app.settings.update({ parallelTools: next })),
  }
}
