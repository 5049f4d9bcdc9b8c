import { englishText, type Text } from '../../contract/language/text.ts'

/** What the desktop says around the page: in English until the settings are open, then in their language. */
export interface Words {
  /** Always in the language of now. */
  readonly text: Text
  readonly speak: (text: Text) => void
  /** Calls the listener each time that another language is spoken. */
  readonly onChange: (listener: () => void) => void
}

export function createWords(): Words {
  const listeners = new Set<() => void>()
  let current = englishText
  return {
    text: (key, params) => current(key, params),
    speak(text) {
      current = text
      for (const listener of listeners) listener()
    },
    onChange: (listener) => void listeners.add(listener),
  }
}
