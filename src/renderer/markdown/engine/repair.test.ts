import { describe, expect, it } from 'vitest'
import { repair } from './repair.ts'
import { createSyntax } from './syntax.ts'
import { clearLeaves, prefixCount, shownText, unclearLeaves, wrongPrefixes } from './testing/prefixes.ts'

const syntax = createSyntax()

describe('the half-written end of a leaf shows no marks', () => {
  it.each([
    ['a **bo', 'a bo'],
    ['a **bold*', 'a bold'],
    ['a *', 'a'],
    ['**a *b* `c', 'a b c'],
    ['x `co', 'x co'],
    ['x ``a ` b', 'x a ` b'],
    ['x `', 'x'],
    ['see [te', 'see te'],
    ['see [text](http://a', 'see text'],
    ['**see [text](', 'see text'],
    ['an ![alt', 'an'],
    ['sum $a + b', 'sum'],
    ['sum \\(a', 'sum'],
    ['cost $5 and', 'cost $5 and'],
    ['from $1,200 to $', 'from $1,200 to'],
    ['snake_case_', 'snake_case'],
    ['2 * 3', '2 * 3'],
    ['a <b', 'a'],
    ['a < b', 'a < b'],
    ['~~go', 'go'],
    ['arr[i', 'arr[i'],
    ['a\\', 'a'],
    ['at https://a.b/?$filter=x_', 'at https://a.b/?$filter=x_'],
    ['**https://a.b*', 'https://a.b'],
    ['[', ''],
    ['[ ', ''],
    ['[x]', ''],
  ])('%s', (source, text) => {
    expect(shownText(repair(syntax, source)).trimEnd()).toBe(text)
  })
})

it.each(clearLeaves)('leaves complete text as it is: %s', (_, text) => {
  expect(shownText(repair(syntax, text))).toBe(shownText(text))
})

it.each(clearLeaves)('every prefix shows only what the finished text shows: %s', (_, text) => {
  expect(wrongPrefixes(text, (prefix) => repair(syntax, prefix))).toEqual([])
})

it('C8 at most six prefixes in a hundred show what the finished text does not, and far fewer than without repair', () => {
  const all = [...clearLeaves, ...unclearLeaves]
  const wrong = (fix: (prefix: string) => string) =>
    all.flatMap(([, text]) => wrongPrefixes(text, fix)).length
  const repaired = wrong((prefix) => repair(syntax, prefix))
  expect(repaired / prefixCount).toBeLessThanOrEqual(0.06)
  expect(repaired).toBeLessThan(wrong((prefix) => prefix) / 4)
})

it('a hostile line of open marks nests no deeper than a stack can bear', () => {
  const text = '*a **b '.repeat(3000)
  expect(shownText(repair(syntax, text))).toContain('a')
})
