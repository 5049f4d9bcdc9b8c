import { expect, test } from 'vitest'
import { brands } from './catalog.ts'

test('every brand has an id of its own, and with its protocol an address', () => {
  const reached = brands.filter(({ protocol }) => protocol !== 'demo')
  expect(new Set(brands.map(({ id }) => id)).size).toBe(brands.length)
  expect(new Set(reached.map(({ protocol, baseUrl }) => `${protocol} ${baseUrl}`)).size).toBe(reached.length)
  for (const { baseUrl, keyPageUrl, keyVariable, needsKey } of reached) {
    expect(URL.parse(baseUrl)).toMatchObject({ protocol: 'https:', search: '' })
    expect(URL.parse(keyPageUrl ?? '')).toMatchObject({ protocol: 'https:' })
    expect(keyVariable).toMatch(/^[A-Z]+_API_KEY$/)
    expect(needsKey).toBe(true)
  }
})

test('the demo needs nothing and is the last choice', () => {
  expect(brands.at(-1)).toMatchObject({ protocol: 'demo', needsKey: false, defaultModel: 'demo' })
})
