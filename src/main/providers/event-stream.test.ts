import { expect, test } from 'vitest'
import { createEventStream } from './event-stream.ts'

type Seen = readonly [data: string, name: string]

function eventsIn(...pieces: readonly string[]): readonly Seen[] {
  const seen: Seen[] = []
  const stream = createEventStream((data, name) => seen.push([data, name]))
  for (const piece of pieces) stream.take(piece)
  return seen
}

test.each([
  ['one blank behind the colon is no data', 'data:  a\n\n', [[' a', '']]],
  ['none is needed', 'data:a\n\n', [['a', '']]],
  ['several lines are joined', 'data: a\ndata\ndata: b\n\n', [['a\n\nb', '']]],
  ['comments, ids and times to retry are left out', ': hi\nid: 1\nretry: 5\ndata: a\n\n', [['a', '']]],
  [
    'a name belongs to its event only',
    'event: x\ndata: a\n\ndata: b\n\n',
    [
      ['a', 'x'],
      ['b', ''],
    ],
  ],
  ['an event without data is none', 'event: x\n\n: ping\n\n', []],
  ['fields that only begin alike are left out', 'database: a\n\n', []],
  ['half an event waits', 'data: a\n', []],
])('PV-25 %s', (_, text, seen) => {
  expect(eventsIn(text)).toEqual(seen)
})

test.each([
  ['LF', ['\n']],
  ['CR', ['\r']],
  ['CRLF', ['\r\n']],
  ['mixed', ['\r\n', '\n', '\r']],
])('PV-25 PV-26 the same events with %s, cut at every place', (_, ends) => {
  const lines = ['event: x', 'data: 日本', 'data: 🎌', '', ': c', 'data: b', '']
  const text = lines.map((line, index) => line + (ends[index % ends.length] ?? '')).join('')
  const seen = [
    ['日本\n🎌', 'x'],
    ['b', ''],
  ]
  for (let cut = 0; cut <= text.length; cut++)
    expect(eventsIn(text.slice(0, cut), text.slice(cut))).toEqual(seen)
  expect(eventsIn(...text.split(''))).toEqual(seen)
})

test('PV-21 gives the last event even if its blank line is missing', () => {
  const seen: string[] = []
  const stream = createEventStream((data) => seen.push(data))
  stream.take('data: a\ndata: b')
  stream.end()
  expect(seen).toEqual(['a\nb'])
})

test.each([
  ['a line without end', 'x'.repeat(1 << 20)],
  ['an event without end', `data: ${'x'.repeat((1 << 20) - 7)}\n`],
])('PV-28 refuses %s after 32 MB', (_, megabyte) => {
  const stream = createEventStream(() => {})
  stream.take('data: ')
  for (let n = 0; n < 31; n++) stream.take(megabyte)
  expect(() => [1, 2].forEach(() => stream.take(megabyte))).toThrow('too long')
})

test('PV-28 many events in one connection are not too long', () => {
  let count = 0
  const stream = createEventStream(() => (count += 1))
  const megabyte = `: ${'c'.repeat(1000)}\ndata: ${'x'.repeat((1 << 20) - 1012)}\n\n`
  for (let n = 0; n < 40; n++) stream.take(megabyte)
  expect(count).toBe(40)
})
