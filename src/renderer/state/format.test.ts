import { expect, test } from 'vitest'
import { createWindowText, englishWindowText } from '../../contract/language/window-text.ts'
import { catalogues } from '../../contract/language/languages.ts'
import { listText, momentText } from './format.ts'

test('names are listed as each language lists them', () => {
  const names = ['a', 'b', 'c']
  expect(['en', 'de', 'zh-CN'].map((locale) => listText(locale, names))).toStrictEqual([
    'a, b, and c',
    'a, b und c',
    'a、b和c',
  ])
  expect(['en', 'de', 'zh-CN'].map((locale) => listText(locale, names, 'or'))).toStrictEqual([
    'a, b, or c',
    'a, b oder c',
    'a、b或c',
  ])
  expect(listText('en', names, 'short')).toBe('a, b, c')
  expect(listText('en-XA', ['a'])).toBe('a')
})

test('a moment has its hour as the language writes it, without a zero that nobody says', async () => {
  const now = new Date(2026, 5, 17, 18).getTime()
  const morning = new Date(2026, 5, 17, 9, 4).getTime()
  const afternoon = new Date(2026, 5, 16, 13, 4).getTime()
  const said = (text: typeof englishWindowText, locale: string) =>
    [morning, afternoon].map((at) => momentText(text, at, now, locale).replaceAll(/\s/g, ' '))
  expect(said(englishWindowText, 'en')).toEqual(['Today at 9:04 AM', 'Yesterday at 1:04 PM'])
  const german = createWindowText(await catalogues.de(), 'de')
  expect(said(german, 'de')).toEqual(['Heute um 09:04', 'Gestern um 13:04'])
  const chinese = createWindowText(await catalogues['zh-CN'](), 'zh-CN')
  expect(said(chinese, 'zh-CN')).toEqual(['今天 09:04', '昨天 13:04'])
})
