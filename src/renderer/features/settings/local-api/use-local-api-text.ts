import { inSettings } from '../../../../contract/language/en/in-settings.ts'
import type { Text } from '../../../../contract/language/text.ts'
import { createWindowText } from '../../../../contract/language/window-text.ts'
import { useApp } from '../../../state/app-context.tsx'

const english = createWindowText(inSettings, 'en')

/** The words of the window with those of this page, which in English come with it. */
export function useLocalApiText(): Text {
  const { locale, text } = useApp()
  return locale === 'en' ? english : text
}
