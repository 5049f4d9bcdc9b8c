import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { outcomeOf, recordingOf, replay } from '../testing/replay.ts'
import { questionOf } from '../testing/wire-fixture.ts'

const protocol = 'openai-chat'
const fromFile = (file: string) => outcomeOf(protocol, { body: recordingOf(protocol, file) })
const call = (id: string, name: string, text: string): Part => ({
  type: 'tool-call',
  id: callIdOf(id),
  name,
  arguments: text,
})
const text = (words: string): Part => ({ type: 'text', text: words })
const one = '{"a":1}'
const two = '{"b":"ü"}'
const both = [call('c_a', 'one', one), call('c_b', 'two', two)]

test.each([
  ['PV-48 interleaved delta by delta', 'calls-interleaved.sse', both],
  ['PV-47 without any index', 'calls-without-index.sse', both],
  ['PV-47 all with index 0 and ids of their own', 'calls-all-index-zero.sse', both],
  ['PV-47 with indexes 1 and 6', 'calls-index-from-one.sse', both],
  ['PV-47 with id and name in every delta', 'calls-id-every-delta.sse', both],
  ['PV-47 whose id changes on the way', 'calls-id-changes.sse', both],
  ['PV-49 repeated whole with the same id', 'calls-repeated.sse', both],
  ['PV-47 without ids', 'calls-without-id.sse', [call('call_1', 'one', one), call('call_2', 'two', two)]],
  [
    'PV-47 in one chunk, bare',
    'calls-one-chunk-bare.sse',
    [call('call_1', 'one', one), call('call_2', 'two', two)],
  ],
  [
    'PV-47 with the id "null" and index 0',
    'calls-id-null-zero-index.sse',
    [call('call_1', 'one', one), call('call_2', 'two', two)],
  ],
  [
    'PV-47 of one name in one place of one chunk',
    'calls-same-name-same-chunk.sse',
    [call('call_1', 'now', ''), call('call_2', 'now', '')],
  ],
  [
    'PV-43 with missing and null arguments',
    'calls-empty-arguments.sse',
    [call('c_a', 'one', ''), call('c_b', 'two', '')],
  ],
  [
    'PV-42 split in many pieces, inside escapes',
    'calls-split-200.sse',
    [call('c_a', 'one', JSON.stringify({ t: '"\\ü🎌'.repeat(20) }))],
  ],
  [
    'PV-50 between texts',
    'calls-around-text.sse',
    [text('Let me see.'), call('c_a', 'one', one), text(' And more.')],
  ],
])('puts calls together: %s', async (_, file, parts) => {
  const answer = await fromFile(file)
  // Recordings made elsewhere may escape differently; the JSON is what counts.
  expect(normal(answer.type === 'finished' ? answer.parts : [])).toEqual(normal(parts))
  expect(answer).toMatchObject({ finishReason: 'tool-calls' })
})

test.each([
  [
    'PV-56 reasoning in three fields',
    'reasoning.sse',
    [{ type: 'reasoning', text: 'Think hard. Still.' }, text('Yes.')],
    'stop',
  ],
  [
    'PV-56 reasoning in a tag',
    'think-tag.sse',
    [{ type: 'reasoning', text: 'Think < 3 hard.' }, text('Yes <think>.')],
    'stop',
  ],
  ['PV-54 a refusal', 'refusal.sse', [{ type: 'refusal', text: 'I cannot.' }], 'refusal'],
  ['content in parts', 'content-parts.sse', [text('In parts.')], 'stop'],
  ['PV-51 no finish reason but [DONE]', 'no-finish-done.sse', [text('All there.')], 'unknown'],
  ['PV-51 no finish reason but usage', 'no-finish-usage.sse', [text('All there.')], 'unknown'],
  ['PV-21 a last event without its blank line', 'last-line-unfinished.sse', [text('All there.')], 'stop'],
  ['PV-21 an end mark without its line end', 'done-unfinished.sse', [text('All there.')], 'unknown'],
  ['PV-55 usage on every chunk, negative first', 'usage-everywhere.sse', [text('Hi!')], 'stop'],
  ['PV-59 odd deltas, other choices, filters', 'odd-deltas.sse', [text('Hi')], 'stop'],
  ['PV-53 tool_calls with none', 'finish-calls-without.sse', [text('Hi')], 'stop'],
  ['PV-53 an unknown finish reason', 'finish-unknown.sse', [text('Hi')], 'unknown'],
  ['PV-54 length with half a call', 'finish-length.sse', [call('c_a', 'one', '{"a":')], 'length'],
  ['PV-54 a content filter', 'finish-filter.sse', [text('Hi')], 'content-filter'],
  ['PV-25 CRLF, comments, BOM, no blank behind data:', 'crlf-comments-bom.sse', [text('Hi!')], 'stop'],
  ['PV-25 an event of several lines', 'multi-line-data.sse', [text('Hi')], 'stop'],
])('reads %s', async (_, file, parts, finishReason) => {
  expect(await fromFile(file)).toMatchObject({ type: 'finished', parts, finishReason })
})

test.each([
  ['PV-20 an end without finish and [DONE]', 'no-finish-eof.sse', 'stream-cut'],
  ['PV-52 calls and then the end of the body', 'no-finish-eof-calls.sse', 'stream-cut'],
  ['PV-20 an end in the middle of an event', 'half-event.sse', 'stream-cut'],
  ['PV-30 malformed JSON in the middle', 'malformed.sse', 'response-invalid'],
  ['PV-31 two objects in one event', 'two-objects.sse', 'response-invalid'],
  ['PV-32 an error first', 'error-first.sse', 'provider-overloaded'],
  ['PV-32 an error whose code is no text', 'error-odd-code.sse', 'provider-overloaded'],
  ['PV-32 an error after text', 'error-after-text.sse', 'rate-limited'],
])('refuses to call whole: %s', async (_, file, code) => {
  expect(await fromFile(file)).toMatchObject({ type: 'failed', failure: { code } })
})

test('PV-55 usage comes with cache and reasoning, and the model says its name', async () => {
  expect(await fromFile('text.sse')).toEqual({
    type: 'finished',
    parts: [text('Grüße 日本 🎌')],
    finishReason: 'stop',
    usage: { inputTokens: 11, outputTokens: 5, cacheReadTokens: 3, reasoningTokens: 2 },
    model: 'm-1',
    wire: { responseId: 'c1', finishReason: 'stop' },
  })
})

test('PV-55 counts that make no sense are not reported', async () => {
  const usage = { prompt_tokens: 1e308, completion_tokens: -1, prompt_tokens_details: { cached_tokens: 'x' } }
  const chunk = { choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }], usage }
  const answer = await outcomeOf(protocol, { body: `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n` })
  expect(answer).toMatchObject({ type: 'finished', parts: [text('Hi')], finishReason: 'stop' })
  expect(answer).not.toHaveProperty('usage')
})

test('PV-26 the same answer however the bytes are cut', async () => {
  for (const file of ['text.sse', 'calls-interleaved.sse', 'crlf-comments-bom.sse', 'think-tag.sse']) {
    const body = recordingOf(protocol, file)
    const whole = await outcomeOf(protocol, { body })
    for (const chunkBytes of [1, 2, 3, 5, 7, 16, 33]) {
      expect(await outcomeOf(protocol, { body, chunkBytes })).toEqual(whole)
    }
  }
})

test('PV-55 what comes behind the end mark does no harm', async () => {
  const behind = `data: {"choices":[],"usage":{"prompt_tokens":1}}\n\n${': bye\n\n'.repeat(20)}`
  const body = new TextDecoder().decode(recordingOf(protocol, 'no-finish-done.sse')) + behind
  expect(await outcomeOf(protocol, { body })).toMatchObject({ type: 'finished', parts: [text('All there.')] })
})

test('an answer ends with its end mark even if the connection stays open', async () => {
  const body = recordingOf(protocol, 'no-finish-done.sse')
  expect(await outcomeOf(protocol, { body, open: true })).toMatchObject({ type: 'finished' })
})

test('PV-19 a connection that breaks after its finish reason lost nothing', async () => {
  const body = new TextDecoder().decode(recordingOf(protocol, 'text.sse')).replace('data: [DONE]\n\n', '')
  expect(await outcomeOf(protocol, { body, cut: true })).toMatchObject({
    type: 'finished',
    finishReason: 'stop',
  })
})

test.each([
  [
    'whole',
    { choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] },
    'finished',
  ],
  ['an error in a list', [{ error: { message: 'no', code: 400 } }], 'failed'],
  ['an error', { error: { message: 'no', code: 'insufficient_quota' } }, 'failed'],
])('PV-36 a JSON answer to a stream request is read: %s', async (_, body, type) => {
  const headers = { 'content-type': 'application/json' }
  expect(await outcomeOf(protocol, { body: JSON.stringify(body, null, 2), headers })).toMatchObject({ type })
})

test.each([
  ['PV-35 a page', '<html><title>Log in to WiFi</title></html>', 'not-an-endpoint'],
  ['PV-37 nothing', '', 'answer-empty'],
  ['PV-37 only white space', '\n\n', 'answer-empty'],
])('names a good status with %s', async (_, body, code) => {
  expect(await outcomeOf(protocol, { body })).toMatchObject({ failure: { code, retryable: false } })
})

test('ids that the conversation already has are given anew, and told the same way in deltas and answer', async () => {
  const request = questionOf('again', {
    messages: [
      { role: 'user', parts: [text('before')] },
      { role: 'assistant', parts: [call('c_a', 'one', one)] },
      {
        role: 'tool',
        parts: [{ type: 'tool-result', callId: callIdOf('c_a'), content: '1', isError: false }],
      },
    ],
  })
  const events = await replay(protocol, { body: recordingOf(protocol, 'calls-interleaved.sse') }, request)
  const last = events.at(-1)
  const told = new Set(events.flatMap((event) => (event.type === 'tool-call-delta' ? [event.callId] : [])))
  const ids =
    last?.type === 'finished' ? last.parts.map((part) => (part.type === 'tool-call' ? part.id : '')) : []
  expect(ids).not.toContain('c_a')
  expect([...told]).toEqual(ids)
})

function normal(parts: readonly Part[]): readonly unknown[] {
  return parts.map((part) =>
    part.type === 'tool-call' && part.arguments.endsWith('}')
      ? { ...part, arguments: JSON.parse(part.arguments) as unknown }
      : part,
  )
}
