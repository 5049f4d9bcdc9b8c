export type TextParams = Readonly<Record<string, string | number>>

/** Makes the function that speaks these sentences. `locale` is a BCP 47 tag and decides plurals and digits. */
export function textOver(sentences: Readonly<Record<string, string>>, locale: string) {
  // Made when the first sentence needs them: each takes milliseconds, and every thread starts with a text.
  let plurals: Intl.PluralRules | undefined
  let numbers: Intl.NumberFormat | undefined
  const plural = (key: string, count: string | number | undefined) => {
    plurals ??= new Intl.PluralRules(locale)
    return sentences[`${key}.${plurals.select(Number(count))}`] ?? sentences[`${key}.other`]
  }
  return (key: string, params: TextParams = {}): string => {
    const sentence = sentences[key] ?? plural(key, params['count']) ?? key
    return sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
      const value = params[name]
      if (typeof value !== 'number') return value ?? hole
      numbers ??= new Intl.NumberFormat(locale)
      return numbers.format(value)
    })
  }
}
