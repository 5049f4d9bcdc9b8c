import { expect, test } from 'vitest'
import { timeScale } from './time-scale.ts'

test('the scale is the first step that holds the longest duration', () => {
  expect(
    [[], [3], [1000], [1001, 20], [4200, 3, 2100], [9_999], [30_001], [60_001], [125_000]].map(timeScale),
  ).toEqual([1000, 1000, 1000, 2000, 5000, 10_000, 60_000, 120_000, 180_000])
})
