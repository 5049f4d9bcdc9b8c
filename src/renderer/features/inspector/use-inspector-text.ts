import { inInspector } from '../../../contract/language/en/in-inspector.ts'
import type { Text } from '../../../contract/language/text.ts'
import { createWindowText } from '../../../contract/language/window-text.ts'
import { useApp } from '../../state/app-context.tsx'

const english = createWindowText(inInspector, 'en')

/** The words of the window with those of the inspector, which in English come with it. */
export function useInspectorText(): Text {
  const { locale, text } = useApp()
  return locale === 'en' ? english : text
}
