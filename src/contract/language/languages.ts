import { z } from 'zod'
import type { WindowCatalogue } from './text.ts'

/** Languages of the window besides English, each named by itself. */
export const languageNames = { en: 'English', de: 'Deutsch', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof languageNames
const names = ['en', 'de', 'zh-CN'] as const satisfies readonly Language[]

/** What the user may choose: a language, or that of the system where there is one for it. */
export const languageChoiceSchema = z.enum(['system', ...names])
export type LanguageChoice = z.infer<typeof languageChoiceSchema>

/** Gets the sentences of a language; English needs none. */
export const catalogues: Readonly<Record<Exclude<Language, 'en'>, () => Promise<WindowCatalogue>>> = {
  de: async () => (await import('./de/index.ts')).de,
  'zh-CN': async () => (await import('./zh-cn/index.ts')).zhCn,
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
