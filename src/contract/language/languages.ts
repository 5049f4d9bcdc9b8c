import { z } from 'zod'
import type { WindowCatalogue } from './text.ts'

/** Languages that are offered, each named by itself. */
export const languageNames = { en: 'English', de: 'Deutsch', 'zh-CN': '简体中文' } as const
const names = ['en', 'de', 'zh-CN'] as const satisfies readonly (keyof typeof languageNames)[]

/** What nobody speaks: long accented sentences that show what is too narrow or not translated. It is never offered. */
export const pseudoLanguage = 'en-XA'
export type Language = keyof typeof languageNames | typeof pseudoLanguage

/** What is offered to the user: a language, or that of the system where there is one for it. */
export const offeredLanguages = ['system', ...names] as const
export const languageChoiceSchema = z.enum([...offeredLanguages, pseudoLanguage])
export type LanguageChoice = z.infer<typeof languageChoiceSchema>

/** Gets the sentences of a language; English needs none. */
export const catalogues: Readonly<Record<Exclude<Language, 'en'>, () => Promise<WindowCatalogue>>> = {
  de: async () => (await import('./de/index.ts')).de,
  'zh-CN': async () => (await import('./zh-cn/index.ts')).zhCn,
  [pseudoLanguage]: async () => (await import('./pseudo.ts')).pseudo,
}

/** The language that a person reads who wishes for these, the dearest first (BCP 47 tags). English when there is none. */
export function languageFor(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0]
    const known = names.find((name) => name.toLowerCase().split('-')[0] === base)
    if (known) return known
  }
  return 'en'
}

/** Scripts that run from right to left, by the first part of their languages' tags. */
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
