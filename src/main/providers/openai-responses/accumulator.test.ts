import { expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { outcomeOf, replay } from '../testing/replay.ts'

const protocol = 'openai-responses'
const text = (words: string): Part => ({ type: 'text', text: words })
const call = (id: string, name: string, words: string): Part => ({
  type: 'tool-call',
  id: callIdOf(id),
  name,
  arguments: words,
})

/** Events as they stand on the wire, each under its name. */
function bodyOf(events: readonly Readonly<Record<string, unknown>>[]): string {
  return events.map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}
const answerOf = (...events: readonly Readonly<Record<string, unknown>>[]) =>
  outcomeOf(protocol, { body: bodyOf(events) })

const created = { type: 'response.created', response: { object: 'response', model: 'm-1', output: [] } }
const completed = (change: object = {}) => ({
  type: 'response.completed',
  response: { object: 'response', status: 'completed', model: 'm-1', output: [], ...change },
})
const delta = (index: number, words: string) => ({
  type: 'response.output_text.delta',
  item_id: `i${index}`,
  output_index: index,
  content_index: 0,
  delta: words,
})
const message = (words: string) => ({
  type: 'message',
  id: 'i0',
  role: 'assistant',
  content: [{ type: 'output_text', text: words, annotations: [] }],
})
const functionCall = (id: string, name: string, words: string) => ({
  type: 'function_call',
  id: `fc_${id}`,
  call_id: id,
  name,
  arguments: words,
})

const piece = (index: number, words: string) => ({
  type: 'response.function_call_arguments.delta',
  item_id: `fc_${index}`,
  output_index: index,
  delta: words,
})
const added = (index: number, id: string, name: string) => ({
  type: 'response.output_item.added',
  output_index: index,
  item: functionCall(id, name, ''),
})
const done = (index: number, item: object) => ({
  type: 'response.output_item.done',
  output_index: index,
  item,
})

test('reads text, its end and what it cost', async () => {
  const usage = {
    input_tokens: 9,
    output_tokens: 4,
    input_tokens_details: { cached_tokens: 3 },
    output_tokens_details: { reasoning_tokens: 2 },
  }
  const answer = await answerOf(created, delta(0, 'Hello '), delta(0, 'you.'), completed({ usage }))
  expect(answer).toStrictEqual({
    type: 'finished',
    parts: [text('Hello you.')],
    finishReason: 'stop',
    usage: { inputTokens: 9, outputTokens: 4, cacheReadTokens: 3, reasoningTokens: 2 },
    model: 'm-1',
    wire: { finishReason: 'completed' },
  })
})

test.each([
  [
    'in pieces and whole again',
    [delta(0, 'Hi'), { type: 'response.output_item.done', output_index: 0, item: message('Hi') }],
  ],
  ['whole with its item only', [{ type: 'response.output_item.done', output_index: 0, item: message('Hi') }]],
  ['not before the end', []],
])('takes a text once that comes %s', async (_name, events) => {
  const answer = await answerOf(created, ...events, completed({ output: [message('Hi')] }))
  expect(answer).toMatchObject({ parts: [text('Hi')], finishReason: 'stop' })
})

test('PV-48 puts interleaved calls together, each under the id that its result must name', async () => {
  const answer = await answerOf(
    created,
    added(0, 'c_a', 'one'),
    added(1, 'c_b', 'two'),
    piece(0, '{"a"'),
    piece(1, '{"b":'),
    piece(0, ':1}'),
    piece(1, '2}'),
    completed({ output: [functionCall('c_a', 'one', '{"a":1}'), functionCall('c_b', 'two', '{"b":2}')] }),
  )
  expect(answer).toMatchObject({
    parts: [call('c_a', 'one', '{"a":1}'), call('c_b', 'two', '{"b":2}')],
    finishReason: 'tool-calls',
  })
})

test('PV-43 takes a call whose arguments come whole, or not at all', async () => {
  const answer = await answerOf(
    created,
    done(0, functionCall('c_a', 'one', '{"a":1}')),
    done(1, functionCall('c_b', 'two', '')),
    completed(),
  )
  expect(answer).toMatchObject({ parts: [call('c_a', 'one', '{"a":1}'), call('c_b', 'two', '')] })
})

const summary = (index: number, words: string) => ({
  type: 'response.reasoning_summary_text.delta',
  item_id: 'rs_1',
  output_index: 0,
  summary_index: index,
  delta: words,
})

test('keeps reasoning apart, its paragraphs too, and sealed for the next request', async () => {
  const paragraph = { type: 'response.reasoning_summary_part.added', item_id: 'rs_1', output_index: 0 }
  const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' }
  const answer = await answerOf(
    created,
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { type: 'reasoning', id: 'rs_1', summary: [] },
    },
    paragraph,
    summary(0, 'First.'),
    paragraph,
    summary(1, 'Second.'),
    { type: 'response.output_item.done', output_index: 0, item },
    delta(1, 'Yes.'),
    completed(),
  )
  expect(answer).toMatchObject({
    parts: [
      { type: 'reasoning', text: 'First.\n\nSecond.', signature: expect.stringContaining('sealed') },
      text('Yes.'),
    ],
  })
})

test.each([
  ['max_output_tokens', 'length'],
  ['content_filter', 'content-filter'],
])('says why an answer is incomplete: %s', async (reason, finishReason) => {
  const end = { status: 'incomplete', incomplete_details: { reason } }
  const incomplete = { ...completed(end), type: 'response.incomplete' }
  expect(await answerOf(created, delta(0, 'Half'), incomplete)).toMatchObject({
    parts: [text('Half')],
    finishReason,
  })
})

test('tells a refusal from an answer', async () => {
  const refusal = { type: 'response.refusal.delta', item_id: 'i0', output_index: 0, delta: 'No.' }
  expect(await answerOf(created, refusal, completed())).toMatchObject({
    parts: [{ type: 'refusal', text: 'No.' }],
    finishReason: 'refusal',
  })
})

test.each([
  ['an error event', { type: 'error', code: 'rate_limit_exceeded', message: 'Slow down' }, 'rate-limited'],
  [
    'a response that failed',
    { type: 'response.failed', response: { error: { code: 'server_error', message: 'Sorry' } } },
    'provider-broken',
  ],
])('PV-32 fails with the text kept at %s', async (_name, event, code) => {
  const events = await replay(protocol, { body: bodyOf([created, delta(0, 'Half'), event]) })
  expect(events).toMatchObject([
    { type: 'text-delta', text: 'Half' },
    { type: 'failed', failure: { code } },
  ])
})

test('PV-20 a stream that ends without its last event was cut', async () => {
  expect(await answerOf(created, delta(0, 'Half'))).toMatchObject({ failure: { code: 'stream-cut' } })
})

test('PV-36 takes a whole response for a stream', async () => {
  const whole = {
    object: 'response',
    status: 'completed',
    model: 'm-1',
    error: null,
    output: [message('Hi')],
  }
  const recording = { body: JSON.stringify(whole), headers: { 'content-type': 'application/json' } }
  expect(await outcomeOf(protocol, recording)).toMatchObject({ parts: [text('Hi')], finishReason: 'stop' })
})

test('passes over events and items of kinds that it does not know', async () => {
  const search = { type: 'galaxy_call', id: 'ws_1', status: 'completed' }
  const answer = await answerOf(
    created,
    { type: 'response.web_search_call.searching', item_id: 'ws_1', output_index: 0 },
    { type: 'response.output_item.done', output_index: 0, item: search },
    { type: 'response.output_text.annotation.added', output_index: 1, annotation: {} },
    delta(1, 'Found.'),
    completed(),
  )
  expect(answer).toMatchObject({ parts: [text('Found.')], finishReason: 'stop' })
})

test.each([1, 2, 3, 7, 64])(
  'PV-26 gives the same however the bytes are cut: %i at a time',
  async (chunkBytes) => {
    const item = functionCall('c_a', 'one', '{"t":"ü🎌"}')
    const body = bodyOf([created, delta(0, 'Grüße 🎌'), done(1, item), completed()])
    const whole = await replay(protocol, { body })
    expect(await outcomeOf(protocol, { body, chunkBytes })).toStrictEqual(whole.at(-1))
  },
)
