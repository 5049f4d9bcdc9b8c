import type { OpenAI } from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import type { ModelEvent } from '../../core/ports/model-client.ts'
import { calling, saying } from '../../core/testing/scripted-model.ts'
import { openApiFixture, question, type ApiFixture } from '../api/testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())

const weather: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}

/** Two calls as wires tell them: side by side, in pieces, the name of one later than its id. */
const twoCalls: readonly ModelEvent[] = [
  { type: 'text-delta', text: 'Let me look. ' },
  { type: 'tool-call-delta', callId: callIdOf('a'), name: 'weather', argumentsText: '{"city":' },
  { type: 'tool-call-delta', callId: callIdOf('b'), argumentsText: '{"city":' },
  { type: 'tool-call-delta', callId: callIdOf('b'), name: 'weather', argumentsText: '"Rome"}' },
  { type: 'tool-call-delta', callId: callIdOf('a'), argumentsText: '"Bern"}' },
  {
    type: 'finished',
    parts: [
      { type: 'text', text: 'Let me look. ' },
      { type: 'tool-call', id: callIdOf('a'), name: 'weather', arguments: '{"city":"Bern"}' },
      { type: 'tool-call', id: callIdOf('b'), name: 'weather', arguments: '{"city":"Rome"}' },
    ],
    finishReason: 'tool-calls',
    usage: { inputTokens: 9, outputTokens: 4, cacheReadTokens: 3, reasoningTokens: 1 },
  },
]

test('an answer in one piece, with its tokens', async () => {
  const { client } = open.start(saying('Hello.'))
  const answer = await client.chat.completions.create(question)
  expect(answer).toMatchObject({
    object: 'chat.completion',
    model: 'demo/demo',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
  })
})

test('an answer as it is written, for the helper that is strict about roles, indices and ends', async () => {
  const { client } = open.start(twoCalls)
  const stream = client.chat.completions.stream({
    ...question,
    tools: [weather],
    stream_options: { include_usage: true },
  })
  const pieces: string[] = []
  stream.on('content', (delta) => pieces.push(delta))
  const { choices, usage } = await stream.finalChatCompletion()
  expect(pieces).toEqual(['Let me look. '])
  expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { role: 'assistant' } })
  expect(choices[0]?.message.tool_calls).toMatchObject([
    { id: 'a', type: 'function', function: { name: 'weather', arguments: '{"city":"Bern"}' } },
    { id: 'b', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
  ])
  expect(usage).toMatchObject({
    prompt_tokens: 9,
    completion_tokens: 4,
    prompt_tokens_details: { cached_tokens: 3 },
    completion_tokens_details: { reasoning_tokens: 1 },
  })
})

test('the frames of a stream: role first, calls from 0 with id and name, usage apart, the end mark last', async () => {
  const { ask } = open.start(twoCalls)
  const { headers, body } = await ask('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...question,
      tools: [weather],
      stream: true,
      stream_options: { include_usage: true },
    }),
  })
  expect(headers['content-type']).toBe('text/event-stream; charset=utf-8')
  const frames = body.split('\n\n').filter((frame) => frame !== '')
  expect(frames.at(-1)).toBe('data: [DONE]')
  const chunks = frames
    .slice(0, -1)
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')) as OpenAI.ChatCompletionChunk)
  expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
  expect(chunks.map(({ choices: [choice] }) => choice?.delta)).toEqual([
    { role: 'assistant', content: '' },
    { content: 'Let me look. ' },
    {
      tool_calls: [
        { index: 0, id: 'a', type: 'function', function: { name: 'weather', arguments: '{"city":' } },
      ],
    },
    {
      tool_calls: [
        { index: 1, id: 'b', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
      ],
    },
    { tool_calls: [{ index: 0, function: { arguments: '"Bern"}' } }] },
    {},
    undefined,
  ])
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls')
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 13 } })
})

test('tools of the program are told to the model, and none of them runs here', async () => {
  const { client, model, door } = open.start(
    calling(['call_1', 'weather', '{"city":"Bern"}']),
    saying('Rain.'),
  )
  const first = await client.chat.completions.create({
    ...question,
    tools: [weather],
    tool_choice: 'required',
  })
  expect(first.choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: { content: null, tool_calls: [{ id: 'call_1' }] },
  })
  const [asked] = model.requests
  expect(asked).toMatchObject({ toolChoice: 'required', parallelTools: true })
  expect(asked?.tools).toMatchObject([
    { name: 'weather', inputSchema: weather.function.parameters, client: true },
  ])
  const message = first.choices[0]?.message
  if (!message) throw new Error('no message')
  const second = await client.chat.completions.create({
    ...question,
    messages: [
      { role: 'developer', content: 'Be short.' },
      ...question.messages,
      message,
      { role: 'tool', tool_call_id: 'call_1', content: [{ type: 'text', text: 'Rain' }] },
    ],
    tools: [weather],
    parallel_tool_calls: false,
  })
  expect(second.choices[0]?.message.content).toBe('Rain.')
  expect(model.requests[1]).toMatchObject({
    parallelTools: false,
    messages: [
      { role: 'system', parts: [{ type: 'text', text: 'Be short.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'call_1', arguments: '{"city":"Bern"}' }] },
      { role: 'tool', parts: [{ type: 'tool-result', callId: 'call_1', content: 'Rain' }] },
    ],
  })
  expect(await door.connect().ask('sessions.list', {})).toEqual({ sessions: [] })
})

test('the proofs of a provider go back with its calls, of which the program knows nothing', async () => {
  const parts: readonly Part[] = [
    { type: 'reasoning', text: 'Hm', signature: 'c2ln' },
    { type: 'tool-call', id: callIdOf('signed'), name: 'weather', arguments: '{}', signature: 'cGFy' },
  ]
  const finished = { type: 'finished', parts, finishReason: 'tool-calls' } as const
  const { client, model } = open.start([finished], saying('Rain.'))
  const { choices } = await client.chat.completions.create({ ...question, tools: [weather] })
  const answer = choices[0]?.message
  if (!answer) throw new Error('no answer')
  expect(JSON.stringify(answer)).not.toMatch(/c2ln|cGFy/)
  await client.chat.completions.create({
    ...question,
    messages: [...question.messages, answer, { role: 'tool', tool_call_id: 'signed', content: 'Rain' }],
    tools: [weather],
  })
  expect(model.requests[1]?.messages[1]?.parts).toEqual(parts)
})

test('wishes about writing, several answers, a picture, and a call whose result never came', async () => {
  const { client, model } = open.start(saying('One'), saying('Two'))
  const png = 'data:image/png;base64,iVBORw0KGgo='
  const answer = await client.chat.completions.create({
    model: 'demo',
    n: 2,
    messages: [
      { role: 'user', content: 'Go' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'x', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image_url', image_url: { url: png } },
        ],
      },
    ],
    temperature: 0.5,
    top_p: 0.9,
    max_completion_tokens: 50,
    stop: 'END',
    reasoning_effort: 'minimal',
    response_format: { type: 'json_schema', json_schema: { name: 'place', schema: { type: 'object' } } },
    seed: 7,
    user: 'ignored',
  })
  expect(answer.choices.map(({ index, message }) => [index, message.content])).toEqual([
    [0, 'One'],
    [1, 'Two'],
  ])
  expect(answer.usage?.total_tokens).toBe(24)
  const [asked] = model.requests
  expect(asked?.model).toBe('demo')
  expect(asked?.generation).toEqual({
    temperature: 0.5,
    topP: 0.9,
    maxTokens: 50,
    stop: ['END'],
    effort: 'low',
    format: { type: 'json-schema', name: 'place', schema: { type: 'object' } },
  })
  expect(asked?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user'])
  expect(asked?.messages[2]?.parts).toMatchObject([{ callId: 'x', isError: true }])
  expect(asked?.messages[3]?.parts[1]).toMatchObject({ type: 'image', mediaType: 'image/png' })
})
