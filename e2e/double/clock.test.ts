import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { moveClock } from './clock.ts'

const YEAR_MS = 365 * 86_400_000

/** What a page says in which only the text of the function has come. */
function inMovedPage(question: string): unknown {
  const page = createContext({})
  runInContext(`(${moveClock.toString()})(${-YEAR_MS})`, page)
  return runInContext(question, page)
}

test('a moved clock says another time, in every way that it is asked', () => {
  const year = new Date(Date.now() - YEAR_MS).getFullYear()
  expect(
    inMovedPage('[new Date(Date.now()), new Date(), new Date(Date())].map((date) => date.getFullYear())'),
  ).toEqual([year, year, year])
})

test('a moment that is named is the same for a moved clock', () => {
  const asked = `[new Date(5).getTime(), Date.UTC(1970, 0, 1), new Date(1970, 0, 2).getDate(), new Date() instanceof Date]`
  expect(inMovedPage(asked)).toEqual([5, 0, 2, true])
})
