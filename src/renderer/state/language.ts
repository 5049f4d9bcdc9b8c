import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  catalogues,
  languageChoiceSchema,
  languageFor,
  type Language,
  type LanguageChoice,
} from '../../contract/language/languages.ts'
import type { Text } from '../../contract/language/text.ts'
import { createWindowText, englishWindowText } from '../../contract/language/window-text.ts'
import { recall, remember, type SmallStorage } from './recall.ts'

/** In which language the window speaks. */
export interface WindowLanguage {
  /** Always that of now. */
  readonly text: Text
  /** `locale` is a BCP 47 tag, for dates and figures. Changes when the words of a language are there. */
  readonly store: StoreApi<{ readonly locale: string }>
  /** Resolves when the language that was remembered is there, so that the first picture has the right words. */
  readonly ready: Promise<void>
  /** Speaks another language, and remembers it for the first picture of the next start. */
  readonly choose: (choice: LanguageChoice) => Promise<void>
}

const STORED_AS = 'parley-language'

/** `wishes` are the languages that the user reads, as the system or the browser knows them, the dearest first. */
export function createLanguage(storage: SmallStorage, wishes: readonly string[]): WindowLanguage {
  const store = createStore(() => ({ locale: 'en' }))
  let speak = englishWindowText
  let wanted: Language = 'en'

  const speakIn = async (language: Language) => {
    wanted = language
    const text =
      language === 'en' ? englishWindowText : createWindowText(await catalogues[language](), language)
    // Somebody may have chosen again while the words were fetched.
    if (wanted !== language) return
    speak = text
    store.setState({ locale: language })
  }
  const languageOf = (choice: LanguageChoice) => (choice === 'system' ? languageFor(wishes) : choice)
  const remembered = languageChoiceSchema.safeParse(recall(storage, STORED_AS)).data ?? 'system'
  return {
    text: (key, params) => speak(key, params),
    store,
    // Without its words the window speaks English, which is better than not at all.
    ready: speakIn(languageOf(remembered)).catch(() => undefined),
    async choose(choice) {
      remember(storage, STORED_AS, choice)
      if (languageOf(choice) !== wanted) await speakIn(languageOf(choice))
    },
  }
}

/** One language for ever. */
export function fixedLanguage(text: Text, locale: string): WindowLanguage {
  return {
    text,
    store: createStore(() => ({ locale })),
    ready: Promise.resolve(),
    choose: async () => undefined,
  }
}
