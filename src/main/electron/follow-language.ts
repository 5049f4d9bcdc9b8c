import { catalogues, languageFor, type Language } from '../../contract/language/languages.ts'
import { createText, englishText } from '../../contract/language/text.ts'
import type { Core } from './follow-core.ts'
import type { Words } from './words.ts'

/** Speaks the language of the settings. `wishes` are the languages of the system, the dearest first (BCP 47 tags). */
export async function followLanguage(
  core: Core,
  words: Words,
  wishes: () => readonly string[],
): Promise<void> {
  let wanted: Language = 'en'
  const follow = async () => {
    const { language: choice } = core.settings()
    const language = choice === 'system' ? languageFor(wishes()) : choice
    if (language === wanted) return
    wanted = language
    const text = language === 'en' ? englishText : createText(await catalogues[language](), language)
    // Somebody may have chosen again while the words were fetched.
    if (wanted === language) words.speak(text)
  }
  // Without its words the desktop speaks English, which is better than not at all.
  const followed = () => follow().catch(() => undefined)
  core.onNotice((notice) => {
    if (notice.type === 'settings-changed') void followed()
  })
  await followed()
}
