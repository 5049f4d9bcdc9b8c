import { joined } from './joined.ts'
import { en } from './en/index.ts'
import type { WindowCatalogue } from './text.ts'

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒǧħíĵķłɱñóþʠřšŧúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶŁṀÑÓÞɊŘŠŦÚṼŴẊÝŽ'
const PADDING = 0.4
/** What the terminal says and models are told is English in every language. */
const englishOnly = /^(?:terminal|doctor|flag|history|find-tools|demo|rescue)\./

/**
 * A language that nobody speaks, made of English: no plain letter is left, so that words from elsewhere stand out, and
 * every sentence is as much longer as a wordy language may be.
 */
export const pseudo: WindowCatalogue = disguise()

function disguise(): WindowCatalogue {
  const sentences: WindowCatalogue & Record<string, string> = joined(en)
  for (const [key, sentence] of Object.entries(en)) {
    if (englishOnly.test(key)) Reflect.deleteProperty(sentences, key)
    else sentences[key] = disguised(sentence)
  }
  return sentences
}

function disguised(sentence: string): string {
  const words = sentence.replaceAll(/\{\w+\}|[a-z]/gi, (match) => accented[plain.indexOf(match)] ?? match)
  return `⟦${words}${'~'.repeat(Math.ceil(sentence.length * PADDING))}⟧`
}
