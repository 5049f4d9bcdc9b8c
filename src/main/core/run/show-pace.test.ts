import { describe, expect, it } from 'vitest'
import { createShowPace } from './show-pace.ts'

describe('the pace at which deltas are shown', () => {
  it('shows the first ones at once, and again after a pause', () => {
    const pace = createShowPace()
    expect(pace.wait(0)).toBeLessThanOrEqual(0)
    pace.add(1)
    pace.shown(0)
    expect(pace.wait(5)).toBeGreaterThan(0)
    expect(pace.wait(1000)).toBeLessThanOrEqual(0)
  })

  it.each([
    { name: 'sixty times a second where one can follow', letters: 0.4, atLeast: 55, atMost: 60 },
    { name: 'thirty times a second where nobody can', letters: 0.6, atLeast: 28, atMost: 31 },
  ])('shows a steady answer $name', ({ letters, atLeast, atMost }) => {
    const batches = batchesIn(2000, () => letters) / 2
    expect(batches).toBeGreaterThanOrEqual(atLeast)
    expect(batches).toBeLessThanOrEqual(atMost)
  })

  it('goes back to sixty when an answer becomes slower', () => {
    const fastThenSlow = batchesIn(2000, (now) => (now < 1000 ? 0.6 : 0.4))
    expect(fastThenSlow).toBeGreaterThanOrEqual(28 + 55)
    expect(fastThenSlow).toBeLessThanOrEqual(31 + 60)
  })
})

/** How many batches go out of an answer of which some letters come each millisecond. */
function batchesIn(milliseconds: number, lettersAt: (now: number) => number): number {
  const pace = createShowPace()
  let batches = 0
  for (let now = 0; now < milliseconds; now++) {
    pace.add(lettersAt(now))
    if (pace.wait(now) > 0) continue
    pace.shown(now)
    batches++
  }
  return batches
}
