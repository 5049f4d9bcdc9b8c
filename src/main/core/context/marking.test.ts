import { describe, expect, test } from 'vitest'
import type { Mark } from '../../../contract/context-mark.ts'
import { callIdOf, messageIdOf, providerIdOf } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { planFold, trimPath, withoutOldest } from '../compaction/plan-fold.ts'
import { foldPath, joinPath } from '../compaction/told-path.ts'
import { historyOf } from '../run/history.ts'
import { messageOf } from '../testing/store-fixture.ts'
import { createMarking } from './marking.ts'

const provider = providerIdOf('one')
const text = (words: string): Part => ({ type: 'text', text: words })
const call = (id: string): Part => ({ type: 'tool-call', id: callIdOf(id), name: 'look', arguments: '{}' })
const result = (id: string, content = `of ${id}`): Part => {
  return { type: 'tool-result', callId: callIdOf(id), content, isError: false }
}
const thought: Part = { type: 'reasoning', text: 'Hm', signature: 'c2ln' }
const search: Part = {
  type: 'provider-item',
  protocol: 'anthropic-messages',
  kind: 'search',
  label: '',
  data: '{}',
}

function pathOf(...messages: readonly (readonly [Message['role'], ...Part[]])[]): readonly Message[] {
  return messages.map(([role, ...parts], index) =>
    messageOf(`m${index}`, index === 0 ? null : `m${index - 1}`, {
      role,
      parts,
      ...(role === 'assistant' && { provider, finishReason: 'stop' }),
    }),
  )
}

/** The marks as `m1.0: muted`, and what is told with them; a question follows, as it does unless a run goes on. */
function told(path: readonly Message[], marks: Readonly<Record<string, Mark>> = {}, closed = true) {
  return historyOf(marking(marks).apply(path, closed), provider).map(({ role, parts }) => [
    role,
    ...parts.map((part) =>
      'text' in part ? part.text : part.type === 'tool-result' ? part.content : part.type,
    ),
  ])
}

function marking(marks: Readonly<Record<string, Mark>>) {
  const items = Object.entries(marks).map(([place, mark]) => {
    const [id = '', part] = place.split('.')
    return { messageId: messageIdOf(id), part: Number(part), mark }
  })
  return createMarking({ changedAt: 1, items })
}

const round = pathOf(
  ['user', text('Which?')],
  ['assistant', thought, text('I look.'), call('a'), call('b')],
  ['tool', result('a'), result('b')],
  ['assistant', thought, text('Both.')],
)

describe('what is muted', () => {
  test('a call goes with its result, and reasoning stays only with a call', () => {
    expect(told(round, { 'm1.2': 'muted' })).toEqual([
      ['user', 'Which?'],
      ['assistant', 'Hm', 'I look.', 'tool-call'],
      ['tool', 'of b'],
      ['assistant', 'Hm', 'Both.'],
    ])
    expect(told(round, { 'm1.2': 'muted', 'm1.3': 'muted' })).toEqual([
      ['user', 'Which?'],
      ['assistant', 'I look.', 'Hm', 'Both.'],
    ])
  })

  test('of a result a sentence stays, and the reasoning of its answer with it', () => {
    expect(told(round, { 'm2.0': 'muted' })[2]).toEqual([
      'tool',
      '(The user left out what this call gave.)',
      'of b',
    ])
    expect(told(round, { 'm2.0': 'muted' })[1]).toEqual(told(round, {})[1])
  })

  test('reasoning can go where no call needs it', () => {
    expect(told(round, { 'm3.0': 'muted' }).at(-1)).toEqual(['assistant', 'Both.'])
    expect(told(round, { 'm1.0': 'muted' })).toEqual(told(round, {}))
  })

  test('an answer of which something went is told without what its provider proved of the whole', () => {
    const proved = pathOf(['user', text('?')], ['assistant', thought, search, text('One.'), text('Two.')])
    expect(told(proved, { 'm1.2': 'muted' })).toEqual([
      ['user', '?'],
      ['assistant', 'Two.'],
    ])
    expect(told(proved, { 'm1.1': 'muted' })).toEqual([
      ['user', '?'],
      ['assistant', 'One.', 'Two.'],
    ])
  })

  test('the sides still take turns, and nothing that is empty is a turn', () => {
    const path = pathOf(
      ['user', text('A')],
      ['assistant', text('B')],
      ['user', text('C')],
      ['assistant', text('D')],
    )
    expect(told(path, { 'm2.0': 'muted' })).toEqual([
      ['user', 'A'],
      ['assistant', 'B\n\nD'],
    ])
    expect(told(path, { 'm1.0': 'muted', 'm2.0': 'muted' })).toEqual([
      ['user', 'A'],
      ['assistant', 'D'],
    ])
  })
})

test('of what is answered nothing goes that the answer needs', () => {
  const file: Part = { type: 'file', name: 'a', mediaType: 'text/plain', data: '' }
  const open = pathOf(
    ['user', file, text('Which?')],
    ['assistant', thought, call('a')],
    ['tool', result('a', 'long '.repeat(500))],
  )
  const marks = { 'm0.0': 'muted', 'm0.1': 'muted', 'm1.1': 'muted', 'm2.0': 'shortened' } as const
  const [question, answer, tool] = told(open, marks, false)
  expect([question, answer]).toEqual([
    ['user', 'Which?'],
    ['assistant', 'Hm', 'tool-call'],
  ])
  expect(tool?.[1]?.length).toBeLessThan(1_200)
  // Once another question follows, they all hold.
  expect(told(open, marks)).toEqual([])
})

test('the model is not to search in files that are left out', () => {
  const file: Part = { type: 'file', name: 'a', mediaType: 'text/plain', data: '' }
  const path = pathOf(['user', file, file, text('?')])
  const searched = marking({ 'm0.0': 'muted', 'm0.1': 'shortened' }).withoutMutedFiles(path)
  expect(searched[0]?.parts.map(({ type }) => type)).toEqual(['text', 'file', 'text'])
})

describe('what is pinned', () => {
  const long = 'word '.repeat(100)
  const path = pathOf(
    ['user', text('One?')],
    ['assistant', thought, text(long), call('a'), call('b')],
    ['tool', result('a'), result('b')],
    ['assistant', text('One.')],
    ['user', text('Two?')],
    ['assistant', text(long)],
    ['user', text('Three?')],
  )
  const { pinned } = marking({ 'm2.1': 'pinned', 'm5.0': 'pinned' })
  const first = [
    ['user', 'One?'],
    ['assistant', 'Hm', 'tool-call'],
    ['tool', 'of b'],
  ]
  const rest = [
    ['user', 'Two?'],
    ['assistant', long],
    ['user', 'Three?'],
  ]

  test('stays with its question when turns are left out, a result with its call', () => {
    const whole = foldPath(path, [])
    expect(told(joinPath(trimPath(whole, 1, pinned)))).toEqual([...first, ...rest])
    expect(told(joinPath(withoutOldest(whole, 4, pinned)))).toEqual([...first, ...rest])
  })

  test('stays behind the summary of its turn, and is no reason for one', () => {
    const plan = planFold(foldPath(path, []), 10, pinned)
    expect(plan?.folded).toHaveLength(6)
    expect(plan?.tokens).toBeLessThan(long.length / 2)
    const part = { type: 'summary', text: 'Sum', messageCount: 5, tokens: 9 } as const
    const summary = messageOf('s', 'm5', { role: 'system', parts: [part] })
    const [head, ...behind] = told(joinPath(foldPath(path, [summary], pinned)))
    expect(head?.[1]).toMatch(/Sum.*goes on here\.\)\n\nOne\?$/s)
    expect(behind).toEqual([...first.slice(1), ...rest])
    const all = marking({ 'm0.0': 'pinned', 'm1.0': 'pinned' })
    const short = pathOf(['user', text('One?')], ['assistant', text('One.')], ['user', text('Two?')])
    expect(planFold(foldPath(short, []), 1, all.pinned)).toBeUndefined()
  })
})
