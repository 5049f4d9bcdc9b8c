import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { offeredTools, questionOf } from '../testing/wire-fixture.ts'
import { replyTo } from './reply.ts'

type Results = readonly (readonly [name: string, input: object, content: object | string])[]

function after(text: string, results: Results, tools = offeredTools): ModelRequest {
  const question = questionOf(text, { tools })
  const calls = results.map(([name, input], index) => ({
    type: 'tool-call' as const,
    id: callIdOf(`c${index}`),
    name,
    arguments: JSON.stringify(input),
  }))
  const told = results.map(([, , content], index) => ({
    type: 'tool-result' as const,
    callId: callIdOf(`c${index}`),
    content: typeof content === 'string' ? content : JSON.stringify(content),
    isError: typeof content === 'string',
  }))
  return {
    ...question,
    messages: [...question.messages, { role: 'assistant', parts: calls }, { role: 'tool', parts: told }],
  }
}

const multiply = { operation: 'multiply', a: 15, b: 25 }
const tokyo = { timezone: 'Asia/Tokyo' }
const both = 'What is 15 * 25, and what time is it in Tokyo?'

test('S0-5 asks for all independent calls in one round, even when calls run one by one', () => {
  const reply = replyTo(questionOf(both, { tools: offeredTools, parallelTools: false }))
  expect(reply).toEqual({
    type: 'calls',
    calls: [
      { name: 'calculator', arguments: JSON.stringify(multiply) },
      { name: 'current_time', arguments: JSON.stringify(tokyo) },
    ],
  })
})

test('writes one sentence for each result', () => {
  const reply = replyTo(
    after(both, [
      ['calculator', multiply, { result: 375 }],
      ['current_time', tokyo, { time: '14:05:33', date: '2026-11-20', weekday: 'Friday' }],
    ]),
  )
  expect(reply).toEqual({
    type: 'text',
    text: '15 × 25 = **375**. It is 14:05 in Tokyo (Friday, 20 November 2026).',
  })
})

test('goes step by step where a step needs the one before', () => {
  const text = '(3 + 4) * (10 - 8)'
  const sum = { operation: 'add', a: 3, b: 4 }
  const difference = { operation: 'subtract', a: 10, b: 8 }
  const first = replyTo(questionOf(text, { tools: offeredTools }))
  expect(first.type === 'calls' && first.calls.map((call) => JSON.parse(call.arguments) as unknown)).toEqual([
    sum,
    difference,
  ])
  const known: Results = [
    ['calculator', sum, { result: 7 }],
    ['calculator', difference, { result: 2 }],
  ]
  const product = { operation: 'multiply', a: 7, b: 2 }
  expect(replyTo(after(text, known))).toEqual({
    type: 'calls',
    calls: [{ name: 'calculator', arguments: JSON.stringify(product) }],
  })
  expect(replyTo(after(text, [...known, ['calculator', product, { result: 14 }]]))).toMatchObject({
    text: '(3 + 4) × (10 − 8) = **14**.',
  })
})

test('says why when a tool failed, and does not ask again', () => {
  const divide = { operation: 'divide', a: 1, b: 0 }
  const reply = replyTo(
    after('1 / 0', [['calculator', divide, 'Error: calculator failed: division by zero.']]),
  )
  expect(reply).toEqual({ type: 'text', text: 'I could not calculate 1 ÷ 0: division by zero.' })
})

test('asks for no tool that is not offered', () => {
  expect(replyTo(questionOf(both))).toMatchObject({
    type: 'text',
    text: expect.stringContaining('switched off') as string,
  })
})

test('says honestly what it is when it does not understand, and how to get on', () => {
  expect(replyTo(questionOf('Write a poem'))).toMatchObject({
    text: expect.stringMatching(/demo model.*Settings/s) as string,
  })
})
