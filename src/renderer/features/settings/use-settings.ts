import type { EffectiveSettings, SettingsChange } from '../../../contract/settings.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'

/** The settings in force, and how to change them: at once, with a word only when it fails. */
export function useSettings(): readonly [EffectiveSettings | undefined, (change: SettingsChange) => void] {
  const app = useApp()
  const settings = useSelect(app.settings.store, (state) => state.settings)
  return [settings, (change) => void attempt(app, app.settings.update(change))]
}
