import { expect, test } from 'vitest'
import { outcomeOf, recordingOf } from '../testing/replay.ts'

const protocol = 'anthropic-messages'
const fromFile = (file: string) => outcomeOf(protocol, { body: recordingOf(protocol, file) })

test('PV-57 signed and redacted thinking, text and calls come in order, each as received', async () => {
  expect(await fromFile('thinking-and-tools.sse')).toEqual({
    type: 'finished',
    parts: [
      { type: 'reasoning', text: 'Let me think.', signature: 'c2ln' },
      { type: 'reasoning', text: '', redacted: 'Zm9v' },
      { type: 'text', text: 'I look.' },
      { type: 'tool-call', id: 'toolu_1', name: 'one', arguments: '{"a":1}' },
      { type: 'tool-call', id: 'toolu_2', name: 'two', arguments: '' },
    ],
    finishReason: 'tool-calls',
    usage: { inputTokens: 16, outputTokens: 9, cacheReadTokens: 4, cacheWriteTokens: 2 },
    model: 'claude-x',
    wire: { responseId: 'm', finishReason: 'tool_use' },
  })
})

test.each([
  [
    'PV-43 arguments that come with the start',
    'input-in-start.sse',
    [{ name: 'one', arguments: '{"a":1}' }],
    'tool-calls',
  ],
  [
    'PV-60 blocks out of order',
    'blocks-interleaved.sse',
    [
      { id: 't1', arguments: '{"a":1}' },
      { id: 't0', arguments: '{"b":2}' },
    ],
    'tool-calls',
  ],
  [
    'PV-60 unknown events and a second start',
    'unknown-events.sse',
    [
      { type: 'provider-item', kind: 'server_tool_use' },
      { type: 'text', text: 'Hi' },
    ],
    'stop',
  ],
  ['PV-60 no start', 'no-start.sse', [{ type: 'text', text: 'Hi' }], 'stop'],
  ['PV-54 a pause', 'stop-pause-turn.sse', [{ text: 'Hi' }], 'paused'],
  ['PV-54 a refusal', 'stop-refusal.sse', [{ text: 'Hi' }], 'refusal'],
  ['PV-54 the limit of tokens', 'stop-max-tokens.sse', [{ text: 'Hi' }], 'length'],
  ['PV-53 an unknown stop reason', 'stop-galaxy.sse', [{ text: 'Hi' }], 'unknown'],
  ['PV-25 CRLF and comments', 'crlf.sse', [{ text: 'Hi' }], 'stop'],
])('reads %s', async (_, file, parts, finishReason) => {
  expect(await fromFile(file)).toMatchObject({ type: 'finished', parts, finishReason })
})

test.each([
  ['PV-60 no message_stop', 'no-stop.sse', 'stream-cut', true],
  ['PV-20 the end in the middle of a text', 'cut-in-text.sse', 'stream-cut', true],
  ['PV-33 overloaded after text', 'error-overloaded.sse', 'provider-overloaded', true],
  ['PV-33 rate limit first', 'error-first.sse', 'rate-limited', true],
  ['PV-33 a request too long', 'error-invalid.sse', 'context-too-long', false],
  ['PV-33 an error of its own', 'error-api.sse', 'provider-broken', true],
  ['PV-30 malformed JSON', 'malformed.sse', 'response-invalid', false],
])('refuses to call whole: %s', async (_, file, code, retryable) => {
  expect(await fromFile(file)).toMatchObject({ type: 'failed', failure: { code, retryable } })
})

test('PV-26 the same answer however the bytes are cut', async () => {
  for (const file of ['text.sse', 'thinking-and-tools.sse', 'crlf.sse']) {
    const body = recordingOf(protocol, file)
    const whole = await outcomeOf(protocol, { body })
    for (const chunkBytes of [1, 2, 3, 7, 33]) {
      expect(await outcomeOf(protocol, { body, chunkBytes })).toEqual(whole)
    }
  }
})

test('PV-36 a JSON answer to a stream request is read', async () => {
  const body = JSON.stringify({
    type: 'message',
    model: 'claude-x',
    content: [{ type: 'text', text: 'Hi' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 3, output_tokens: 1 },
  })
  expect(await outcomeOf(protocol, { body, headers: { 'content-type': 'application/json' } })).toEqual({
    type: 'finished',
    parts: [{ type: 'text', text: 'Hi' }],
    finishReason: 'stop',
    usage: { inputTokens: 3, outputTokens: 1 },
    model: 'claude-x',
    wire: { finishReason: 'end_turn' },
  })
})

test.each([
  ['PV-35 a page', '<html><title>Log in</title></html>', 'not-an-endpoint'],
  ['PV-37 nothing', '', 'answer-empty'],
])('names a good status with %s', async (_, body, code) => {
  expect(await outcomeOf(protocol, { body })).toMatchObject({ failure: { code, retryable: false } })
})

test('an answer ends with message_stop even if the connection stays open', async () => {
  const body = recordingOf(protocol, 'text.sse')
  expect(await outcomeOf(protocol, { body, open: true })).toMatchObject({
    type: 'finished',
    finishReason: 'stop',
  })
})
