import { afterEach, expect, test } from 'vitest'
import { createLateParts, type LateParts } from './late-parts.ts'

const ROW = 100
const VIEW = { top: 1000, bottom: 1400 }
const rows: HTMLElement[] = []

afterEach(() => rows.splice(0).forEach((row) => row.remove()))

test('what is in sight is drawn in the task that added it, and nothing else', () => {
  const page = openPage({ rows: 30, costMs: 1 })
  page.atOnce.run()
  expect(page.drawn).toEqual([9, 10, 11, 12, 13, 14])
  expect(page.soon.isWaiting()).toBe(false)
  expect(page.later.isWaiting()).toBe(true)
})

test('what is in sight and too much for one picture comes in the next, before all that is out of sight', () => {
  const page = openPage({ rows: 30, costMs: 15 })
  page.atOnce.run()
  expect(page.drawn).toEqual([9, 10])
  page.soon.run()
  expect(page.drawn).toEqual([9, 10, 11, 12])
  page.soon.run()
  expect(page.drawn).toEqual([9, 10, 11, 12, 13, 14])
  expect(page.soon.isWaiting()).toBe(false)
  expect(page.later.isWaiting()).toBe(true)
})

test('out of sight the nearest comes first, a little at a time, to the last', () => {
  const page = openPage({ rows: 30, costMs: 3 })
  page.atOnce.run()
  page.soon.runAll()
  page.later.run()
  expect(page.drawn.slice(6)).toEqual([8, 15, 7])
  page.later.runAll()
  expect(page.drawn).toHaveLength(30)
})

test('a part that is taken out is not drawn', () => {
  const page = openPage({ rows: 30, costMs: 1 })
  page.takeOut(12)
  page.atOnce.run()
  page.later.runAll()
  expect(page.drawn).toHaveLength(29)
  expect(page.drawn).not.toContain(12)
})

/** A page of so many rows, of which those are in sight that touch `VIEW`; drawing one takes `costMs` of its clock. */
function openPage(page: { readonly rows: number; readonly costMs: number }) {
  const clock = { ms: 0 }
  const [atOnce, soon, later] = [queue(), queue(), queue()]
  const drawn: number[] = []
  const parts = createLateParts({
    view: () => VIEW,
    keep: (change) => change(),
    now: () => clock.ms,
    atOnce: atOnce.add,
    soon: soon.add,
    later: later.add,
  })
  const takeOuts = Array.from({ length: page.rows }, (_, at) =>
    addRow(parts, at, () => {
      clock.ms += page.costMs
      drawn.push(at)
    }),
  )
  return { atOnce, soon, later, drawn, takeOut: (at: number) => takeOuts[at]?.() }
}

function addRow(parts: LateParts, at: number, draw: () => void): () => void {
  const place = document.createElement('div')
  place.style.cssText = `position: fixed; top: ${at * ROW}px; height: ${ROW}px`
  document.body.append(place)
  rows.push(place)
  const work = () => {
    draw()
    return true
  }
  return parts.add({ place, work })
}

/** Runs what waits when the test says so. */
function queue() {
  let waiting: (() => void) | undefined
  const isWaiting = () => waiting !== undefined
  const run = () => {
    const work = waiting
    waiting = undefined
    work?.()
  }
  return {
    add: (work: () => void) => {
      waiting = work
      return () => {
        if (waiting === work) waiting = undefined
      }
    },
    isWaiting,
    run,
    runAll: () => {
      do run()
      while (isWaiting())
    },
  }
}
