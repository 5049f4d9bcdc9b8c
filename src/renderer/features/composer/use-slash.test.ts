import { expect, test } from 'vitest'
import { slashIn } from './use-slash.ts'

test.each([
  ['/', 1, '/'],
  ['/ne', 3, '/ne'],
  ['/agent Wri ter', 14, '/agent Wri ter'],
  ['Hello\n/re', 9, '/re'],
  ['/re\nHello', 3, '/re'],
  ['/评', 2, '/评'],
])('%j is a command with the cursor at %i', (text, cursor, written) => {
  expect(slashIn(text, cursor)).toMatchObject({
    written,
    place: { to: cursor, from: cursor - written.length },
  })
})

test.each([
  ['', 0],
  ['/usr/bin', 8],
  ['see /new', 8],
  [' /new', 5],
  ['/new', 2],
  ['/new chat', 9],
  ['/agent a/b', 10],
  ['/re\nHello', 9],
])('%j is none with the cursor at %i', (text, cursor) => {
  expect(slashIn(text, cursor)).toBeUndefined()
})
