import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { answerIn, nextRequest } from '../testing/next-request.ts'
import { offeredTools, questionOf } from '../testing/wire-fixture.ts'
import { requestOf } from './request.ts'
import { outcomeOf, recordingOf } from '../testing/replay.ts'

const protocol = 'openai-chat'
const partsIn = (file: string) => answerIn(protocol, file).parts
const text = (words: string): Part => ({ type: 'text', text: words })
const source = { type: 'source', url: 'https://example.org/a', title: 'A', quote: 'About a.' }
const google = { baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai', model: 'gemini-3-pro' }
const mistral = { baseUrl: 'https://api.mistral.ai/v1' }

test.each([
  ['in parts of the content', 'mistral-thinking.sse', 'Hm, yes.', 'It is.'],
  ['in the tag <thinking>', 'thinking-tag.sse', 'Hm, </think> yes.', 'It is.'],
  ['in the tag <thought>', 'thought-tag.sse', 'Hm.', 'It is.'],
])('PV-56 reasoning is found %s', (_, file, reasoning, words) => {
  expect(partsIn(file)).toEqual([{ type: 'reasoning', text: reasoning }, text(words)])
})

test('PV-56 PV-57 details of reasoning are joined and go back as they came', () => {
  const parts = partsIn('reasoning-details.sse')
  expect(parts).toMatchObject([
    { type: 'reasoning', text: 'Let me look.' },
    text('I look.'),
    { id: 'toolu_1' },
  ])
  expect(nextRequest(protocol, parts)).toMatchObject({
    messages: [
      { role: 'user' },
      {
        role: 'assistant',
        content: 'I look.',
        reasoning_details: [
          {
            type: 'reasoning.text',
            text: 'Let me look.',
            signature: 'c2ln',
            index: 0,
            format: 'anthropic-claude-v1',
          },
          { type: 'reasoning.encrypted', data: 'Zm9v', index: 1 },
        ],
        tool_calls: [{ id: 'toolu_1' }],
      },
      { role: 'tool', tool_call_id: 'toolu_1' },
      { role: 'user' },
    ],
  })
})

test('PV-56 reasoning content goes back with the calls that it led to, and never without one', () => {
  const parts = partsIn('reasoning-content-calls.sse')
  expect(nextRequest(protocol, parts)).toMatchObject({
    messages: [{}, { reasoning_content: 'Hm, yes.', tool_calls: [{ id: 'call_00_x' }] }, {}, {}],
  })
  const withoutCalls = [...parts.filter(({ type }) => type !== 'tool-call'), text('Yes.')]
  expect(JSON.stringify(nextRequest(protocol, withoutCalls))).not.toContain('reasoning')
})

test('proofs of thought go back with their call, in the vendor’s own field', () => {
  const parts = partsIn('gemini-signatures.sse')
  expect(nextRequest(protocol, parts, google)).toMatchObject({
    messages: [
      {},
      {
        tool_calls: [
          { id: 'function-call-1', extra_content: { google: { thought_signature: 'c2ln+/=' } } },
          { id: 'function-call-2' },
        ],
      },
      {},
      {},
      {},
    ],
  })
  const textParts = partsIn('gemini-text-signature.sse')
  expect(textParts).toMatchObject([text('It is.')])
  expect(nextRequest(protocol, textParts, google)).toMatchObject({
    messages: [{}, { content: 'It is.', extra_content: { google: { thought_signature: 'c2ln' } } }, {}],
  })
})

test('a call of another model gets the words that its vendor takes in the place of a proof', () => {
  const call: Part = { type: 'tool-call', id: callIdOf('toolu_1'), name: 'one', arguments: '{}' }
  const words = 'skip_thought_signature_validator'
  expect(JSON.stringify(nextRequest(protocol, [call], google))).toContain(words)
  expect(JSON.stringify(nextRequest(protocol, [call], { ...google, model: 'gemini-2.5-pro' }))).not.toContain(
    words,
  )
  expect(JSON.stringify(nextRequest(protocol, [call]))).not.toContain(words)
})

test('pictures come as parts, those that are elsewhere as sources', () => {
  expect(partsIn('images.sse')).toEqual([
    text('Here: '),
    { type: 'image', mediaType: 'image/webp', data: 'aW1n' },
    { type: 'source', url: 'https://example.org/cat.png' },
    { type: 'image', mediaType: 'image/png', data: 'Y2F0' },
  ])
})

test.each([
  [
    'that every chunk lists',
    'citations.sse',
    'As [1] says.',
    [source, { type: 'source', url: 'https://example.org/b' }],
  ],
  ['in the middle of the text', 'annotations.sse', 'As A says.', [source]],
])('pages are named once and cut no text: %s', (_, file, words, sources) => {
  expect(partsIn(file)).toEqual([text(words), ...sources])
})

test('the call of an older protocol is a call', () => {
  expect(answerIn(protocol, 'function-call.sse')).toMatchObject({
    parts: [{ type: 'tool-call', name: 'one', arguments: '{"a":1}' }],
    finishReason: 'tool-calls',
  })
})

test('PV-54 a filter that gives its reason is a filter', () => {
  expect(answerIn(protocol, 'finish-filter-words.sse')).toMatchObject({ finishReason: 'content-filter' })
})

test.each([
  ['beside a choice', 'finish-error.sse', 'provider-overloaded'],
  ['in a choice', 'choice-error.sse', 'rate-limited'],
  ['as a finish reason', 'finish-gave-up.sse', 'provider-overloaded'],
])('PV-32 an error %s ends the answer', async (_, file, code) => {
  expect(await outcomeOf(protocol, { body: recordingOf(protocol, file) })).toMatchObject({
    type: 'failed',
    failure: { code },
  })
})

test.each([
  ['of a vendor beside the choices', 'usage-groq.sse', { cacheReadTokens: 3 }],
  ['of Ollama', 'usage-ollama.sse', {}],
  ['in a choice', 'usage-moonshot.sse', { cacheReadTokens: 3 }],
  [
    'under the names of another protocol',
    'usage-anthropic-names.sse',
    { cacheReadTokens: 3, cacheWriteTokens: 2, reasoningTokens: 1 },
  ],
  ['of DeepSeek', 'reasoning-content-calls.sse', { cacheReadTokens: 8, reasoningTokens: 2 }],
])('PV-55 usage is read %s', (_, file, more) => {
  expect(answerIn(protocol, file).usage).toEqual({ inputTokens: 11, outputTokens: 5, ...more })
})

test('Mistral gets ids of nine letters, no option that it refuses, and an answer to every result', () => {
  const call: Part = { type: 'tool-call', id: callIdOf('call_a'), name: 'one', arguments: '{"half' }
  const id: unknown = expect.stringMatching(/^[a-zA-Z0-9]{9}$/)
  const body = nextRequest(protocol, [{ type: 'refusal', text: 'No.' }, call], mistral)
  expect(body).not.toHaveProperty('stream_options')
  expect(body).toMatchObject({
    messages: [
      { role: 'user' },
      { content: 'No.', tool_calls: [{ id, function: { arguments: '{"text":"{\\"half"}' } }] },
      { role: 'tool', tool_call_id: id },
      { role: 'assistant', content: expect.stringContaining('No answer') },
      { role: 'user' },
    ],
  })
  const own: Part = { ...call, id: callIdOf('aB3dE6gH9') }
  expect(JSON.stringify(nextRequest(protocol, [own], mistral))).toContain('"aB3dE6gH9"')
})

const asked = (model: string) =>
  requestOf(
    questionOf('?', { model, tools: offeredTools, parallelTools: false }),
    true,
    'https://api.test/v1',
  )

test('models that refuse to be told about parallel calls are not', () => {
  expect(asked('o4-mini')).not.toHaveProperty('parallel_tool_calls')
  expect(asked('gpt-4o-mini')).toHaveProperty('parallel_tool_calls', false)
})
