import { expect, test } from 'vitest'
import { callIdOf, messageIdOf, providerIdOf } from '../../../contract/id.ts'
import type { Message, Part, Role } from '../../../contract/message.ts'
import { sessionId } from '../testing/live-run-fixture.ts'
import { historyOf as historyFor } from './history.ts'

const provider = providerIdOf('one')
const historyOf = (path: readonly Message[]) => historyFor(path, provider)

let count = 0
const message = (role: Role, ...parts: readonly Part[]): Message => ({
  id: messageIdOf(`m${++count}`),
  sessionId,
  parentId: null,
  role,
  parts,
  ...(role === 'assistant' && { provider }),
  createdAt: 1,
})
const text = (words: string): Part => ({ type: 'text', text: words })
const call = (id: string): Part => ({ type: 'tool-call', id: callIdOf(id), name: 'tool', arguments: '{}' })
const result = (id: string, content: string): Part => ({
  type: 'tool-result',
  callId: callIdOf(id),
  content,
  isError: false,
})

test('S0-1 earlier turns come first, in order', () => {
  const path = [
    message('user', text('one')),
    message('assistant', text('two')),
    message('user', text('three')),
  ]
  expect(historyOf(path).map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
})

test('an answer without a word is left out, and the questions before and behind it are one turn', () => {
  const path = [message('user', text('one')), message('assistant'), message('user', text('two'))]
  expect(historyOf(path)).toEqual([{ role: 'user', parts: [text('one\n\ntwo')] }])
})

test('a call without a result gets one that says so, so that no provider refuses the history', () => {
  const path = [
    { ...message('assistant', call('a'), call('b')), finishReason: 'tool-calls' as const },
    message('tool', result('b', 'B')),
    message('user', text('?')),
  ]
  expect(historyOf(path)[1]?.parts).toMatchObject([
    { callId: 'a', isError: true, content: expect.stringContaining('not known') },
    { callId: 'b', isError: false, content: 'B' },
  ])
})

test('ids that repeat in every round keep the results of their own round', () => {
  const path = [
    message('assistant', call('0')),
    message('tool', result('0', 'first')),
    message('assistant', call('0')),
    message('tool', result('0', 'second')),
    message('assistant'),
  ]
  const contents = historyOf(path).flatMap(({ parts }) =>
    parts.flatMap((part) => ('content' in part ? [part.content] : [])),
  )
  expect(contents).toEqual(['first', 'second'])
})

test('a result without its call is left out', () => {
  expect(historyOf([message('user', text('?')), message('tool', result('x', 'lost'))])).toHaveLength(1)
})

test('an answer that was cut is asked to go on, at the end and ever after', () => {
  const cut: Message = { ...message('assistant', text('one, two')), finishReason: 'interrupted' }
  const rest: Message = { ...message('assistant', text(', three')), finishReason: 'stop' }
  const question = message('user', text('Count'))
  const asked = historyOf([question, cut])
  expect(asked.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  expect(asked.at(-1)?.parts).toMatchObject([{ text: expect.stringContaining('cut off') }])
  const later = historyOf([question, cut, rest, message('user', text('More'))])
  expect(later.slice(0, 3)).toEqual(asked)
  expect(later.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
})

test('an answer that was cut before its first word asks for nothing', () => {
  const cut: Message = { ...message('assistant'), finishReason: 'interrupted' }
  expect(historyOf([message('user', text('Count')), cut]).map(({ role }) => role)).toEqual(['user'])
})

test('an answer that was cut and followed by a question is left as it is', () => {
  const cut: Message = { ...message('assistant', text('one, two')), finishReason: 'interrupted' }
  const path = [message('user', text('Count')), cut, message('user', text('Never mind'))]
  expect(historyOf(path).map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
})

test('PV-54 a call of an answer that was cut is left out, since nobody began it', () => {
  const cut: Message = { ...message('assistant', text('I ask.'), call('a')), finishReason: 'length' }
  expect(historyOf([message('user', text('?')), cut, message('user', text('Go on'))])).toMatchObject([
    { role: 'user' },
    { role: 'assistant', parts: [text('I ask.')] },
    { role: 'user' },
  ])
})

test('what only another provider can read is left out, and what everybody can read is kept', () => {
  const parts: readonly Part[] = [
    { type: 'reasoning', text: 'Hm', signature: 'proof' },
    { type: 'reasoning', text: '', redacted: 'sealed' },
    { type: 'provider-item', protocol: 'openai-responses', kind: 'web_search_call', label: '', data: '{}' },
    { type: 'text', text: 'Yes', signature: 'proof' },
    { type: 'tool-call', id: callIdOf('a'), name: 'tool', arguments: '{}', signature: 'proof' },
  ]
  const path = [message('user', text('?')), message('assistant', ...parts), message('tool', result('a', 'A'))]
  expect(historyOf(path)[1]?.parts).toEqual(parts)
  expect(historyFor(path, providerIdOf('two'))[1]?.parts).toEqual([text('Yes'), call('a')])
})

test('an answer of nothing but thoughts is no turn', () => {
  const thought: Part = { type: 'reasoning', text: 'Hm', signature: 'proof' }
  const path = [message('user', text('?')), message('assistant', thought)]
  expect(historyOf(path)).toHaveLength(1)
})
