import { expect, it } from 'vitest'
import { foldText } from '../../../contract/fold-text.ts'
import { gramsOf, saidOf } from './grams.ts'

const texts = [
  'The Leuchtturmwärter says "c++", 100%.',
  '東京の天気は晴れ',
  '한국어 ｶﾞｯﾂ 👩‍👩‍👧 ﬁn',
  'a b\tcd\nefg',
  'ÅÉ',
]

it.each(texts)('has for every part of %j all pieces of the text', (text) => {
  const said = saidOf(text)
  const grams = new Set(gramsOf(said))
  const parts = Array.from(said, (_, from) => partsFrom(said, from)).flat()
  expect(parts.flatMap(gramsOf).filter((gram) => !grams.has(gram))).toStrictEqual([])
})

function partsFrom(text: string, from: number): readonly string[] {
  const word = text.slice(from).split(/\s/u, 1)[0] ?? ''
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1))
}

it('has a piece for one character of a script without spaces, and from three of another', () => {
  expect(gramsOf('京')).toHaveLength(1)
  expect(gramsOf('京都')).toHaveLength(3)
  expect(gramsOf('ab')).toHaveLength(0)
  expect(gramsOf('abc')).toHaveLength(1)
})

it('folds plain text as any other, and holds nothing that PostgreSQL cannot', () => {
  expect(saidOf('Plain TEXT [x] 100%')).toBe(foldText('Plain TEXT [x] 100%'))
  expect(saidOf('a\u0000b \ud800')).toBe('a b \ufffd')
})
