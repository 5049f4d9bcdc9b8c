import { useEffect } from 'react'
import { directionOf } from '../../contract/language/languages.ts'
import { attempt } from '../state/actions.ts'
import type { AppState } from '../state/app-state.ts'
import { useSelect } from '../state/app-context.tsx'

/** Speaks the language of the settings. Gives its tag, which changes when everything is to be said anew. */
export function useLanguage(app: AppState): string {
  const { language, settings } = app
  const locale = useSelect(language.store, (state) => state.locale)
  const choice = useSelect(settings.store, (state) => state.settings?.language)
  useEffect(() => {
    if (choice) void attempt(app, language.choose(choice))
  }, [app, choice, language])
  useEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = directionOf(locale)
  }, [locale])
  return locale
}
