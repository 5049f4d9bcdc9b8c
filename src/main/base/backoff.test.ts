import { expect, test } from 'vitest'
import { backoffDelay } from './backoff.ts'

const backoff = { firstMs: 500, largestMs: 8000, jitter: 0.25 }

test('doubles up to the largest wait', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempt) => backoffDelay(backoff, attempt, () => 0))
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000])
})

test('chance shortens a wait by a quarter at most', () => {
  expect(backoffDelay(backoff, 1, () => 0.999_999)).toBe(375)
})
