import { expect, test } from 'vitest'
import { createWellFormed } from './well-formed.ts'

const through = (...pieces: readonly string[]) => {
  const wellFormed = createWellFormed()
  return pieces.map((piece) => wellFormed.take(piece))
}

test('PV-27 puts a mark in the place of NUL and of half a character', () => {
  expect(through('a\0b', 'c\ud83dd', '\ude00e')).toEqual(['a\uFFFDb', 'c\uFFFDd', '\uFFFDe'])
})

test('PV-27 joins a character that is cut between two pieces', () => {
  expect(through('a\ud83d', '\ude00b')).toEqual(['a', '😀b'])
  expect(through('a\ud83d', 'b')).toEqual(['a', '\uFFFDb'])
})

test('PV-27 leaves whole characters as they are, cut at every place', () => {
  const text = 'Grüße 日本 🎌😀 👩‍👩‍👧 \u0001\uFFFF'
  for (let cut = 0; cut <= text.length; cut++)
    expect(through(text.slice(0, cut), text.slice(cut)).join('')).toBe(text)
  expect(through(...text.split('')).join('')).toBe(text)
})
