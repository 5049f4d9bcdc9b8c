import { expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'

test('marks of words and lines go, the words stay', () => {
  expect(plainWords('# Title\n\nSome **bold**, *soft*, ~~old~~ and `code_name` words.')).toBe(
    'Title Some bold, soft, old and code_name words.',
  )
  expect(plainWords('- [x] done\n- open\n> quoted\n2. second')).toBe('done open quoted second')
  expect(plainWords('See [the docs](https://a.b/c), ![a chart](https://a.b/d.png) and a note[^1].')).toBe(
    'See the docs, a chart and a note.',
  )
})

test('tables are read by cells, and fences are left out', () => {
  expect(plainWords('| City | People |\n| --- | ---: |\n| Tokyo | 37 |')).toBe('City, People Tokyo, 37')
  expect(plainWords('```ts\nconst a = 1\n```')).toBe('const a = 1')
})

test('a mark whose other half stands in another sentence goes too', () => {
  expect(plainWords('**It is noon.')).toBe('It is noon.')
  expect(plainWords('Now](https://a.b/c) go.**')).toBe('Now go.')
})

test('what only looks like a mark stays', () => {
  expect(plainWords('3 * 4 = 12, 2*3 = 6, a < b and snake_case_name')).toBe(
    '3 * 4 = 12, 2*3 = 6, a < b and snake_case_name',
  )
})
