import { expect, test } from 'vitest'
import { readBatch } from './batch-input.ts'

const said = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'Hi' },
]
const asked =
  '[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"}]}]'

test.each([
  ['an array', `["Hi", ${asked}, {"messages": ${asked}}]`],
  ['lines', `"Hi"\r\n\n${asked}\n{"messages": ${asked}}\n`],
])('S2-21 reads texts and lists of messages from %s', (_, text) => {
  expect(readBatch(text)).toEqual([[{ role: 'user', text: 'Hi' }], said, said])
})

test('a single line with a list of messages is one conversation, and nothing is none', () => {
  expect(readBatch(asked)).toEqual([said])
  expect(readBatch('[]')).toEqual([])
  expect(readBatch('')).toEqual([])
})

test.each([
  ['"One"\nTwo\n', '2', 'JSON'],
  ['["One", [{"role":"assistant","content":"x"}]]', '2', 'last message'],
  ['["  "]', '1', 'last message'],
  ['[[{"role":"tool","content":"x"}]]', '1', ''],
])('refuses %s as a whole and says where', (text, place, detail) => {
  let failure: unknown
  try {
    readBatch(text)
  } catch (error) {
    failure = error
  }
  expect(failure).toMatchObject({
    failure: { code: 'batch-invalid', params: { place, detail: expect.stringContaining(detail) as string } },
  })
})
