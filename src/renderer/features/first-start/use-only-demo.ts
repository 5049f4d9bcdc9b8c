import { useApp, useSelect } from '../../state/app-context.tsx'
import type { ProvidersState } from '../../state/providers.ts'

/** Whether a model should be connected: nothing but the demo works yet. */
export function useOnlyDemo(): boolean {
  const { providers } = useApp()
  return useSelect(
    providers.store,
    (state) => state.loaded && !state.providers.some((each) => works(state, each)),
  )
}

function works({ tests }: ProvidersState, provider: ProvidersState['providers'][number]): boolean {
  const test = tests[provider.id]
  return provider.usable && provider.protocol !== 'demo' && (test === undefined || test.kind === 'passed')
}
