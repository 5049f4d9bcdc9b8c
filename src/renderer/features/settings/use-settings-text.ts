import { inSettings } from '../../../contract/language/en/in-settings.ts'
import type { Text } from '../../../contract/language/text.ts'
import { createWindowText } from '../../../contract/language/window-text.ts'
import { useApp } from '../../state/app-context.tsx'

const english = createWindowText(inSettings, 'en')

/** The words of the window with those that in English come with the pages of the settings. */
export function useSettingsText(): Text {
  const { locale, text } = useApp()
  return locale === 'en' ? english : text
}
