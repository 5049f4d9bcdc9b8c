import { expect, test } from 'vitest'
import { marksOf, passagesOf } from './passages.ts'

const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ')

test('AT-17 a text is cut at paragraphs, lines, sentences or words, and its lines are known', () => {
  const text = `${words(150, 'first')}\n\n${words(150, 'second')}.\n${words(10, 'third')}`
  const passages = passagesOf(text, 'none')
  expect(passages.length).toBeGreaterThan(1)
  expect(passages[0]?.text).toBe(words(150, 'first'))
  expect(passages[0]?.place).toEqual({ lines: '1-3' })
  expect(passages.at(-1)?.text).toMatch(/third$/)
  for (const passage of passages) {
    expect(passage.text.length).toBeLessThanOrEqual(1_000)
    for (const word of passage.text.split(/\s+/)) expect(word).toMatch(/^(?:first|second|third)\.?$/)
  }
})

test('AT-17 nothing of a text is lost, and what follows begins with the end of what was before', () => {
  const numbers = Array.from({ length: 3_000 }, (_, index) => `n${index}`)
  const passages = passagesOf(numbers.join(' '), 'none')
  const found = new Set(passages.flatMap(({ text }) => text.split(' ')))
  expect([...found]).toEqual(numbers)
  const [one, other] = passages
  expect(one?.text).toContain(other?.text.split(' ')[0])
})

test('AT-17 pages, sheets and slides are told, and a number that a page has of its own is none', () => {
  const pdf = `[1]\nIntroduction\n[7]\nof the list\n\n[2]\n${words(300)}\n\n[3]\nThe end`
  const pages = passagesOf(pdf, marksOf('application/pdf'))
  expect(pages[0]).toEqual({ text: 'Introduction\n[7]\nof the list', place: { page: 1 } })
  expect(pages.slice(1, -1).every(({ place }) => 'page' in place && place.page === 2)).toBe(true)
  expect(pages.at(-1)).toEqual({ text: 'The end', place: { page: 3 } })
  const office = 'application/vnd.openxmlformats-officedocument'
  expect(
    passagesOf('Sheet: Costs\n1\t2\n\nSheet: Plan\nMay', marksOf(`${office}.spreadsheetml.sheet`)),
  ).toEqual([
    { text: '1\t2', place: { sheet: 'Costs' } },
    { text: 'May', place: { sheet: 'Plan' } },
  ])
  expect(
    passagesOf('Slide 1\nHello\n\nSlide 2\nBye', marksOf(`${office}.presentationml.presentation`)),
  ).toEqual([
    { text: 'Hello', place: { slide: 1 } },
    { text: 'Bye', place: { slide: 2 } },
  ])
})

test('AT-17 a word without an end is cut as well, and an empty text has no passages', () => {
  expect(passagesOf('x'.repeat(5_000), 'none').map(({ text }) => text.length)).toEqual([
    1000, 1000, 1000, 1000, 1000,
  ])
  expect(passagesOf(' \n ', 'none')).toEqual([])
})
