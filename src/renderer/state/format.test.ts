import { expect, test } from 'vitest'
import { listText } from './format.ts'

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
