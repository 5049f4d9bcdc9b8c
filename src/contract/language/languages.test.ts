import { describe, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { catalogues } from './languages.ts'

const english: Readonly<Record<string, string>> = en
/** What the terminal and the models get is not translated; see `WindowCatalogue`. */
const englishOnly = /^(terminal|doctor|flag|history|find-tools|demo|rescue)\./

const holesOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted()

describe.each(Object.entries(catalogues))('the catalogue %s', (_language, load) => {
  test('has every sentence of the window, and none that nobody says', async () => {
    const wanted = Object.keys(english).filter((key) => !englishOnly.test(key))
    expect(Object.keys(await load()).toSorted()).toEqual(wanted.toSorted())
  })

  test('has the holes of the English sentences', async () => {
    const translated = Object.entries(await load())
    for (const [key, sentence] of translated)
      expect(holesOf(sentence), key).toEqual(holesOf(english[key] ?? ''))
  })

  test('leaves no sentence empty and does not shout', async () => {
    for (const [key, sentence] of Object.entries(await load())) {
      expect(sentence.trim(), key).not.toBe('')
      expect(sentence, key).not.toMatch(/[!！]/)
    }
  })
})
