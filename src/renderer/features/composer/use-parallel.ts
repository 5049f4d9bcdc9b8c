import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { isParallel } from '../../state/settings.ts'

export interface Parallel {
  readonly parallel: boolean
  readonly setParallel: (parallel: boolean) => void
}

/** Whether the tool calls of a round run together, and the way to change it. */
export function useParallel(): Parallel {
  const app = useApp()
  return {
    parallel: useSelect(app.settings.store, isParallel),
    setParallel: (next) => void attempt(app, app.settings.update({ parallelTools: next })),
  }
}
