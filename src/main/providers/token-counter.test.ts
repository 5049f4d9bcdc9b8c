import { expect, test } from 'vitest'
import { createTokenCounter } from './token-counter.ts'

const counter = createTokenCounter()

test.each([
  ['', 0],
  ['Hello, world!', 4],
  // A mark of the tokenizer’s own is a text like any other when somebody writes it.
  ['<|endoftext|>', 7],
])('counts %j as the tokenizer does', async (text, tokens) => {
  expect(await counter.count(text)).toBe(tokens)
})

test('a long text is counted whole, and a very long one by its beginning', async () => {
  expect(await counter.count('word '.repeat(100_000))).toBeGreaterThan(99_000)
  const long = await counter.count('word '.repeat(1_000_000))
  expect(long).toBeGreaterThan(990_000)
  expect(long).toBeLessThan(1_010_000)
})

test('an endless word is counted without a wait, if not to the last token', async () => {
  const tokens = await counter.count('a'.repeat(500_000))
  expect(tokens).toBeGreaterThan(50_000)
  expect(tokens).toBeLessThan(100_000)
})
