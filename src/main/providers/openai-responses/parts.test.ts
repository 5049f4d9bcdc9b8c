import { expect, test } from 'vitest'
import { answerIn, nextRequest } from '../testing/next-request.ts'

const protocol = 'openai-responses'

test('a search of the web is shown as what it is, its pages named, and goes back as it came', () => {
  const { parts } = answerIn(protocol, 'web-search.sse')
  expect(parts).toMatchObject([
    { type: 'provider-item', kind: 'web_search_call', label: 'parley' },
    { type: 'text', text: 'Found.' },
    { type: 'source', url: 'https://example.org/a', title: 'A page' },
  ])
  expect(nextRequest(protocol, parts)).toMatchObject({
    input: [
      {},
      { type: 'web_search_call', id: 'ws_1', action: { query: 'parley' } },
      { role: 'assistant', content: 'Found.' },
      {},
    ],
  })
})

test('every tool of the provider’s own is kept in its place, a picture once', () => {
  const { parts } = answerIn(protocol, 'server-tools.sse')
  expect(parts.map((part) => (part.type === 'provider-item' ? part.kind : part.type))).toEqual([
    'mcp_list_tools',
    'mcp_call',
    'file_search_call',
    'code_interpreter_call',
    'image_generation_call',
    'image',
    'text',
  ])
  expect(parts[5]).toEqual({ type: 'image', mediaType: 'image/webp', data: 'aW1n' })
  expect(JSON.stringify(parts).split('aW1n')).toHaveLength(2)
  expect(nextRequest(protocol, parts)).toMatchObject({
    input: [
      {},
      { type: 'mcp_list_tools' },
      { type: 'mcp_call', output: 'seen' },
      { type: 'file_search_call' },
      { type: 'code_interpreter_call', code: 'print(1)' },
      { type: 'image_generation_call', id: 'ig_1', result: 'aW1n' },
      { role: 'assistant', content: 'There.' },
      {},
    ],
  })
})

test.each([
  ['text.sse', 'stop'],
  ['refusal.sse', 'refusal'],
  ['incomplete.sse', 'length'],
  ['reasoning-and-calls.sse', 'tool-calls'],
])('PV-54 tells how %s ends', (file, finishReason) => {
  expect(answerIn(protocol, file)).toMatchObject({
    finishReason,
    usage: { inputTokens: 9, outputTokens: 14, cacheReadTokens: 3, reasoningTokens: 6 },
  })
})
