export type TextParams = Readonly<Record<string, string | number>>

/** Makes the function that speaks these sentences. `locale` is a BCP 47 tag and decides plurals and digits. */
export function textOver(sentences: Readonly<Record<string, string>>, locale: string) {
  const plurals = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const plural = (key: string, count: string | number | undefined) =>
    sentences[`${key}.${plurals.select(Number(count))}`] ?? sentences[`${key}.other`]
  return (key: string, params: TextParams = {}): string => {
    const sentence = sentences[key] ?? plural(key, params['count']) ?? key
    return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
      const value = params[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? hole)
    })
  }
}
