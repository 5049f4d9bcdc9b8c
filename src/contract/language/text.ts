import { joined } from './joined.ts'
import { en } from './en/index.ts'
import { textOver, type TextParams } from './text-over.ts'

export type { TextParams }

type WithoutPlural<Key> = Key extends `${infer Stem}.one` | `${infer Stem}.other` ? Stem : Key
/** A key of the catalogue; of a plural pair `x.one`, `x.other` the stem `x`. */
export type TextKey = WithoutPlural<keyof typeof en>
/** Gives the sentence for a key with `{name}` replaced by its parameter; a plural pair is chosen by `count`. */
export type Text = (key: TextKey, params?: TextParams) => string
/** What the terminal says, and what models are told or, by the demo model, say: English only. */
type EnglishOnly =
  `${'terminal' | 'doctor' | 'flag' | 'history' | 'find-tools' | 'demo' | 'rescue'}.${string}`
/** A language of the window: every sentence that it shows. */
export type WindowCatalogue = Readonly<Record<Exclude<keyof typeof en, EnglishOnly>, string>>

/**
 * Makes the function that speaks one language; what a catalogue has no sentence for is said in English. `locale` is a
 * BCP 47 tag and decides plurals and digits.
 */
export function createText(catalogue: Partial<WindowCatalogue>, locale: string): Text {
  return textOver(joined(en, catalogue), locale)
}

export const englishText: Text = createText(en, 'en')
