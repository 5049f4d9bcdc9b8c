import { en } from './en/index.ts'
import type { WindowCatalogue } from './text.ts'

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒǧħíĵķłɱñóþʠřšŧúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶŁṀÑÓÞɊŘŠŦÚṼŴẊÝŽ'
const PADDING = 0.4

/**
 * A language that nobody speaks, made of English: no plain letter is left, so that words from elsewhere stand out, and
 * every sentence is as much longer as a wordy language may be.
 */
export const pseudo: WindowCatalogue = {
  ...en,
  ...Object.fromEntries(Object.entries(en).map(([key, sentence]) => [key, disguised(sentence)])),
}

function disguised(sentence: string): string {
  const words = sentence.replaceAll(/\{\w+\}|[a-z]/gi, (match) => accented[plain.indexOf(match)] ?? match)
  return `⟦${words}${'~'.repeat(Math.ceil(sentence.length * PADDING))}⟧`
}
