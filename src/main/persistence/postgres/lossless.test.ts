import { expect, it } from 'vitest'
import { packJson, packText, unpackJson, unpackText } from './lossless.ts'

const awkward = [
  'plain',
  'nul \u0000 and \u001A0000 and \u001A',
  'half \ud83d, other half \ude00, whole 😀',
  String.raw`escaped \u0000 \\u001a0000 \ud800`,
  'tab\t line\n delete\u007F quote" slash/ back\\',
  '\\\u0000\\\\\ud800',
]

it.each(awkward)('gives %j back from JSON and from text', (text) => {
  expect(unpackJson(packJson({ [text]: [text] }))).toStrictEqual({ [text]: [text] })
  expect(unpackText(packText(text))).toBe(text)
})

it.each(awkward)('leaves nothing of %j that PostgreSQL would refuse', (text) => {
  expect(packText(text).isWellFormed()).toBe(true)
  expect(packText(text)).not.toContain('\u0000')
  expect(packJson(text)).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/)
})

it('changes no other text', () => {
  expect(packText('Grüße 👋🏽 漢字\t"')).toBe('Grüße 👋🏽 漢字\t"')
  expect(packJson({ a: [1, null, 'ü'] })).toBe('{"a":[1,null,"ü"]}')
})
