import { useApp, useSelect } from '../../state/app-context.tsx'
import { useNextModel } from '../../state/use-next-model.ts'

/** The model that answers next by the name that a person knows, and whether it is the built-in demo. */
export function useNextModelName(): { readonly name: string; readonly demo: boolean } {
  const { providers, text } = useApp()
  const { providerId, model } = useNextModel()
  const demo = useSelect(
    providers.store,
    (state) => state.providers.find((each) => each.id === providerId)?.protocol === 'demo',
  )
  return { name: demo ? text('transcript.demo-model') : (model ?? ''), demo }
}
