import { en } from './en/index.ts'

type WithoutPlural<Key> = Key extends `${infer Stem}.one` | `${infer Stem}.other` ? Stem : Key
/** A key of the catalogue; of a plural pair `x.one`, `x.other` the stem `x`. */
export type TextKey = WithoutPlural<keyof typeof en>
export type TextParams = Readonly<Record<string, string | number>>
/** Gives the sentence for a key with `{name}` replaced by its parameter; a plural pair is chosen by `count`. */
export type Text = (key: TextKey, params?: TextParams) => string
/** A language: every key of the English catalogue, translated. */
export type Catalogue = Readonly<Record<keyof typeof en, string>>

/** Makes the function that speaks one language. `locale` is a BCP 47 tag and decides plurals and digits. */
export function createText(catalogue: Catalogue, locale: string): Text {
  const plurals = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const sentences: Readonly<Record<string, string>> = catalogue
  const plural = (key: string, count: string | number | undefined) =>
    sentences[`${key}.${plurals.select(Number(count))}`] ?? sentences[`${key}.other`]
  return (key, params = {}) => {
    const sentence = sentences[key] ?? plural(key, params['count']) ?? key
    return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
      const value = params[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? hole)
    })
  }
}

export const englishText: Text = createText(en, 'en')
