import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { requestOf as anthropicRequestOf } from '../anthropic-messages/request.ts'
import { sealOf } from '../seal.ts'
import { offeredTools, questionOf } from '../testing/wire-fixture.ts'
import { requestOf } from './request.ts'

const sealed: Part = {
  type: 'reasoning',
  text: 'Hm.',
  signature: sealOf('openai-responses', { id: 'rs_1', content: 'secret' }),
}
const foreign: Part = { type: 'reasoning', text: 'Hm.', signature: 'of another' }
const called: Part = { type: 'tool-call', id: callIdOf('c_a'), name: 'calculator', arguments: '' }
const result: Part = { type: 'tool-result', callId: callIdOf('c_a'), content: '3', isError: false }
const inputOf = (...parts: readonly Part[]) =>
  requestOf(questionOf('', { messages: [{ role: 'assistant', parts }] }), true, { name: 'X' }).input

test('keeps nothing at the provider and asks for reasoning that can be given back', () => {
  expect(
    requestOf(questionOf('Hello', { tools: offeredTools, parallelTools: false }), true, { name: 'X' }),
  ).toMatchObject({
    stream: true,
    store: false,
    include: ['reasoning.encrypted_content'],
    parallel_tool_calls: false,
    tools: [{ type: 'function', name: 'calculator', strict: false }, { name: 'current_time' }],
    input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }],
  })
})

test('gives a round back in its order, with the results of its calls', () => {
  const messages = [
    { role: 'assistant', parts: [sealed, { type: 'text', text: 'I look.' }, called] },
    { role: 'tool', parts: [result] },
  ] as const
  expect(requestOf(questionOf('', { messages }), false, { name: 'X' }).input).toStrictEqual([
    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'secret' },
    { role: 'assistant', content: 'I look.' },
    { type: 'function_call', call_id: 'c_a', name: 'calculator', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c_a', output: '3' },
  ])
})

test('leaves out reasoning without a seal, with that of another, and without what it led to', () => {
  expect(inputOf({ type: 'reasoning', text: 'Cut' }, foreign, { type: 'text', text: 'Yes' })).toStrictEqual([
    { role: 'assistant', content: 'Yes' },
  ])
  expect(inputOf({ type: 'text', text: 'Yes' }, sealed)).toStrictEqual([
    { role: 'assistant', content: 'Yes' },
  ])
  expect(inputOf(sealed)).toStrictEqual([])
})

test('its seal means nothing to another protocol and is not sent there', () => {
  const messages = [{ role: 'assistant', parts: [sealed, { type: 'text', text: 'Yes' }] }] as const
  expect(JSON.stringify(anthropicRequestOf(questionOf('', { messages }), true, { name: 'X' }))).not.toContain(
    'secret',
  )
})

test('sends images and files as they are', () => {
  const parts = [
    { type: 'image', mediaType: 'image/png', data: 'AAAA' },
    { type: 'file', name: 'a.pdf', mediaType: 'application/pdf', data: 'BBBB' },
  ] as const
  expect(
    requestOf(questionOf('', { messages: [{ role: 'user', parts }] }), true, { name: 'X' }).input,
  ).toMatchObject([
    {
      content: [
        { type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
        { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,BBBB' },
      ],
    },
  ])
})
