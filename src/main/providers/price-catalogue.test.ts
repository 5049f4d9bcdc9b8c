import { expect, test } from 'vitest'
import { brands } from './catalog.ts'
import { createPriceCatalogue } from './price-catalogue.ts'

const catalogue = createPriceCatalogue()
const at = Date.UTC(2026, 10, 20)

test('knows window and prices of a model, and where it found them', async () => {
  const facts = await catalogue.facts('openai', 'gpt-4o-mini')
  expect(facts).toMatchObject({ contextTokens: 128_000, source: 'catalogue' })
  expect(facts.prices?.output).toBeGreaterThan(facts.prices?.input ?? Infinity)
  expect(facts.page).toMatch(/^https:/)
})

test('a round costs what its tokens cost, cached ones less', async () => {
  const facts = await catalogue.facts('anthropic', 'claude-sonnet-5-5')
  const { input = 0, output = 0, cacheRead = 0 } = facts.prices ?? {}
  const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000, cacheReadTokens: 400_000 }
  const cost = await catalogue.cost('anthropic', 'claude-sonnet-5-5', usage, at)
  expect(cost).toBeCloseTo(0.6 * input + 0.4 * cacheRead + output, 6)
  expect(cacheRead).toBeLessThan(input)
})

test('says nothing of a model that it does not know', async () => {
  expect(await catalogue.facts('openai', 'nobody-knows-9')).toEqual({})
  expect(
    await catalogue.cost('openai', 'nobody-knows-9', { inputTokens: 1, outputTokens: 1 }, at),
  ).toBeUndefined()
})

test('more from a cache than was sent is no mistake of ours', async () => {
  const usage = { inputTokens: 10, outputTokens: 1, cacheReadTokens: 50, cacheWriteTokens: 5 }
  expect(await catalogue.cost('anthropic', 'claude-sonnet-5-5', usage, at)).toBeGreaterThan(0)
})

test('S2-4 the default models of the brands are in it, by the brands’ names there', async () => {
  const priced = brands.filter(
    ({ prices, defaultModel }) => prices && defaultModel && defaultModel !== 'openrouter/auto',
  )
  expect(priced.length).toBeGreaterThan(4)
  for (const { prices = '', defaultModel } of priced) {
    expect(await catalogue.facts(prices, defaultModel), defaultModel).toHaveProperty('prices')
  }
})
