import { expect, test } from 'vitest'
import { openingOf } from './window-bounds.ts'

const area = { x: 0, y: 25, width: 1440, height: 875 }
const last = { x: 100, y: 80, width: 1000, height: 700 }

test('NA-05 without a place the system decides where', () => {
  expect(openingOf(undefined, area)).toEqual({ width: 1280, height: 800 })
})

test('NA-05 a place in sight is kept, also where the window hangs over an edge', () => {
  expect(openingOf(last, area)).toEqual(last)
  expect(openingOf({ ...last, x: -880 }, area)).toEqual({ ...last, x: -880 })
  expect(openingOf({ ...last, x: 1320, y: 868 }, area)).toEqual({ ...last, x: 1320, y: 868 })
})

test.each([
  ['left of the display', { ...last, x: -890 }],
  ['right of it', { ...last, x: 1330 }],
  ['with its bar above it', { ...last, y: 10 }],
  ['below it', { ...last, y: 870 }],
])('NA-05 %s, only the size is kept', (_name, bounds) => {
  expect(openingOf(bounds, area)).toEqual({ width: 1000, height: 700 })
})

test('NA-05 a window is never larger than the display and never smaller than it may be', () => {
  expect(openingOf({ ...last, width: 3000, height: 2000 }, area)).toMatchObject({ width: 1440, height: 875 })
  expect(openingOf({ ...last, width: 20, height: 20 }, { ...area, width: 500 })).toEqual({
    width: 600,
    height: 480,
  })
})
