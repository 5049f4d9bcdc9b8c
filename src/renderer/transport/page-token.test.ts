import { expect, test } from 'vitest'
import { takeToken } from './page-token.ts'

function place(hash: string) {
  const kept = new Map<string, string>()
  const shown: string[] = []
  return {
    kept,
    shown,
    location: { hash, pathname: '/', search: '?a=1' },
    history: { replaceState: (_: unknown, __: string, url: string) => void shown.push(url) },
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
  }
}

test('the token leaves the address at once and survives a reload', () => {
  const first = place('#token=secret')
  expect(takeToken(first)).toBe('secret')
  expect(first.shown).toEqual(['/?a=1'])
  expect(takeToken({ ...first, location: { ...first.location, hash: '' } })).toBe('secret')
})

test('without a token there is none', () => {
  expect(takeToken(place(''))).toBe('')
})
