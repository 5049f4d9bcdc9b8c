import { de } from '../../src/contract/language/de/index.ts'
import { en } from '../../src/contract/language/en/index.ts'
import { pseudo } from '../../src/contract/language/pseudo.ts'
import { zhCn } from '../../src/contract/language/zh-cn/index.ts'

export const languages = ['en', 'de', 'zh-CN', 'en-XA'] as const
export type TourLanguage = (typeof languages)[number]

type Sentences = Readonly<Record<string, string>>

const catalogues: Readonly<Record<TourLanguage, Sentences>> = { en, de, 'zh-CN': zhCn, 'en-XA': pseudo }
const english: Sentences = en

/** A pattern for what the window says for an English sentence; its holes, such as `{name}`, stand for anything. */
export type Words = (sentence: string) => RegExp

/** Throws for a sentence that the catalogue does not have: the tour knows the window by its words. */
export function wordsOf(language: TourLanguage): Words {
  return (sentence) => {
    const keys = Object.keys(english).filter((key) => english[key] === sentence)
    if (keys.length === 0) throw new Error(`no sentence of the catalogue is “${sentence}”`)
    const said = keys.flatMap((key) => pluralsOf(key)).map((key) => catalogues[language][key] ?? sentence)
    return new RegExp(`^(?:${[...new Set(said)].map((each) => pattern(each).source).join('|')})$`, 'u')
  }
}

/** Of a plural all forms, since another count may be shown than the sentence is for. */
function pluralsOf(key: string): readonly string[] {
  const stem = /^(.*)\.(?:one|other)$/.exec(key)?.[1]
  return stem === undefined ? [key] : [`${stem}.one`, `${stem}.other`]
}

function pattern(sentence: string): RegExp {
  const parts = sentence.split(/\{\w+\}/)
  return new RegExp(
    parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)).join('.*'),
    'u',
  )
}

/** Of texts of the screen those that are sentences of the English catalogue: where another language is spoken, leaks. */
export function englishAmong(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => wordyPatterns().some((each) => each.test(text)))
}

let made: readonly RegExp[] | undefined

/** Sentences whose fixed part is long enough to be nothing else. */
function wordyPatterns(): readonly RegExp[] {
  made ??= Object.keys(pseudo)
    .map((key) => english[key] ?? '')
    .filter((sentence) => (sentence.replaceAll(/\{\w+\}/g, '').match(/[a-z]/gi) ?? []).length >= 4)
    .map((sentence) => new RegExp(`^${pattern(sentence).source}$`, 'u'))
  return made
}
