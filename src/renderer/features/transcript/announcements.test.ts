import { expect, test } from 'vitest'
import { englishText } from '../../../contract/language/text.ts'
import { announcementsOf, newsOf } from './announcements.ts'
import type { AnswerTurn, CallStatus } from './turn.ts'

function turn(text: string, active: boolean, status?: CallStatus): AnswerTurn {
  const words = { kind: 'text', key: 't', text, streaming: active, refusal: false } as const
  const call = status && { key: 'c', name: 'compute', arguments: '{}', status }
  const calls = { kind: 'calls', key: 'g', round: 1, parallel: false, calls: call ? [call] : [] } as const
  return { kind: 'answer', id: 'a', items: call ? [calls, words] : [words], messages: [], active }
}

test('whole sentences are said once each, and the rest at the end', () => {
  const first = turn('It is noon. The next', true)
  const second = turn('It is noon. The next train leaves soon. And', true)
  const last = turn('It is noon. The next train leaves soon. And now', false)
  expect(announcementsOf(englishText, undefined, first)).toEqual(['It is noon.'])
  expect(announcementsOf(englishText, first, second)).toEqual(['The next train leaves soon.'])
  expect(announcementsOf(englishText, second, last)).toEqual(['And now'])
})

test('a call is said in words when its state changes', () => {
  const running = turn('', true, 'running')
  expect(announcementsOf(englishText, undefined, running)).toEqual(['compute, running'])
  expect(announcementsOf(englishText, running, turn('', true, 'running'))).toEqual([])
  expect(announcementsOf(englishText, running, turn('', true, 'completed'))).toEqual(['compute, completed'])
})

test('marks are not read out, and the number of a list is no sentence', () => {
  const text = '## Times\n\n1. It is **noon.** See [the clock](https://a.b/c). Then `go'
  expect(announcementsOf(englishText, undefined, turn(text, true))).toEqual([
    'Times It is noon. See the clock.',
  ])
  const list = turn('Done.\n\n3. ', true)
  expect(announcementsOf(englishText, turn('Done.\n\n', true), list)).toEqual([])
})

test('an answer is said whole when it ends, or not at all, where that is wished', () => {
  const [first, last] = [turn('It is noon. The next', true), turn('It is noon. The next is one.', false)]
  expect(newsOf(englishText, 'end', undefined, first)).toEqual([])
  expect(newsOf(englishText, 'end', first, last)).toEqual(['It is noon. The next is one.'])
  expect(newsOf(englishText, 'end', last, last)).toEqual([])
  expect(newsOf(englishText, 'never', first, last)).toEqual([])
})
