import { APIError, type OpenAI } from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import { failureOf } from '../../core/errors.ts'
import type { ModelCall, ModelEvent, ModelRequest } from '../../core/ports/model-client.ts'
import { calling, saying, type ScriptedRound } from '../../core/testing/scripted-model.ts'
import { openApiFixture, type ApiFixture } from '../api/testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())

function start(...rounds: readonly ScriptedRound[]) {
  open.answered.length = 0
  return { ...open, model: open.script(...rounds) }
}

const question: Pick<OpenAI.ChatCompletionCreateParams, 'model' | 'messages'> = {
  model: 'demo/demo',
  messages: [{ role: 'user', content: 'Hi' }],
}

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
  const { client } = start(saying('Hello.'))
  const answer = await client.chat.completions.create(question)
  expect(answer).toMatchObject({
    object: 'chat.completion',
    model: 'demo/demo',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
  })
})

test('an answer as it is written, for the helper that is strict about roles, indices and ends', async () => {
  const { client } = start(twoCalls)
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
  const { ask } = start(twoCalls)
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
  const { client, model, door } = start(calling(['call_1', 'weather', '{"city":"Bern"}']), saying('Rain.'))
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

test('wishes about writing, several answers, a picture, and a call whose result never came', async () => {
  const { client, model } = start(saying('One'), saying('Two'))
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

test('CP-17 a program that leaves ends the question at the provider', async () => {
  const { client, answered, untilAnswered, model } = start([
    { type: 'text-delta', text: 'Once' },
    () => new Promise(() => undefined),
  ])
  const abandoned = new Promise((resolve) => {
    const asked = model.stream.bind(model)
    Object.assign(model, {
      stream(request: ModelRequest, call: ModelCall) {
        call.signal.addEventListener('abort', resolve)
        return asked(request, call)
      },
    })
  })
  const controller = new AbortController()
  const answer = await client.chat.completions.create(
    { ...question, stream: true },
    { signal: controller.signal },
  )
  for await (const chunk of answer) if (chunk.choices[0]?.delta.content === 'Once') break
  controller.abort()
  await abandoned
  await untilAnswered(1)
  expect(answered[0]).toMatchObject({ path: '/v1/chat/completions', model: 'demo/demo', status: 499 })
})

test.each([
  ['rate-limited', 429, 'rate_limit_exceeded', 'true'],
  ['quota-exhausted', 429, 'insufficient_quota', 'false'],
  ['context-too-long', 400, 'context_length_exceeded', 'false'],
  ['model-unknown', 404, 'model_not_found', 'false'],
  ['key-refused', 502, 'provider_key_refused', 'false'],
  ['provider-overloaded', 503, 'provider_overloaded', 'true'],
  ['idle-timeout', 504, 'provider_timeout', 'true'],
] as const)('%s is told with status %i', async (code, status, name, retry) => {
  const { client } = start([
    { type: 'failed', failure: failureOf(code, { params: { provider: 'X' } }), retryAfterMs: 1500 },
  ])
  const error = await client.chat.completions.create(question).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(APIError)
  if (!(error instanceof APIError)) return
  expect([error.status, error.code]).toEqual([status, name])
  expect(error.headers?.get('x-should-retry')).toBe(retry)
  expect(error.headers?.get('retry-after')).toBe('2')
})

test('LS-20 a failure that is about this computer keeps its words inside', async () => {
  const path = '/home/ada/secret.pem'
  const failure = failureOf('certificate-file-invalid', { params: { path, reason: 'ENOENT' } })
  const { ask, model } = start([{ type: 'failed', failure }])
  Object.assign(model, { complete: () => Promise.reject(new Error(`cannot read ${path}`)) })
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
  for (const stream of [true, false]) {
    const { status, body } = await ask('/v1/chat/completions', {
      ...post,
      body: JSON.stringify({ ...question, stream }),
    })
    expect([status, body]).toEqual([502, expect.not.stringContaining('ada')])
    expect(Object.keys(JSON.parse(body).error)).toEqual(['message', 'type', 'param', 'code'])
  }
})

test('what fails in the middle of a stream is told in the stream', async () => {
  const { client, answered, untilAnswered } = start([
    { type: 'text-delta', text: 'Once' },
    { type: 'failed', failure: failureOf('stream-cut', { params: { provider: 'X' } }) },
  ])
  const answer = await client.chat.completions.create({ ...question, stream: true })
  const read = async () => {
    for await (const _ of answer);
  }
  await expect(read()).rejects.toThrow('The connection to X was cut')
  await untilAnswered(1)
  expect(answered[0]?.status).toBe(502)
})

test('models are listed under the names that reach them', async () => {
  const { client, model } = start(saying('Hello.'))
  const listed = await client.models.list()
  expect(listed.data).toMatchObject([{ id: 'demo/demo', object: 'model', owned_by: 'demo' }])
  expect(await client.models.retrieve('demo/demo')).toMatchObject({ id: 'demo/demo' })
  expect(await client.models.retrieve('demo')).toMatchObject({ id: 'demo/demo' })
  await expect(client.models.retrieve('nobody')).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
  })
  const unknown = client.chat.completions.create({ ...question, model: 'nobody' })
  await expect(unknown).rejects.toMatchObject({ status: 404, code: 'model_not_found', param: 'model' })
  expect(model.requests).toEqual([])
})

test('vectors as the library asks for them, and as numbers', async () => {
  const { client, ask, model } = start()
  const vectors = [
    [0.5, -2],
    [3, 4],
  ]
  Object.assign(model, {
    embed: async ({ model: name }: { readonly model: string }) => ({
      vectors,
      model: name,
      usage: { inputTokens: 4, outputTokens: 0 },
    }),
  })
  // Without a wish the library asks for base64 and reads it.
  const answer = await client.embeddings.create({ model: 'demo/e', input: ['a', 'b'] })
  expect(answer.data.map(({ embedding }) => [...embedding])).toEqual(vectors)
  expect(answer.usage).toEqual({ prompt_tokens: 4, total_tokens: 4 })
  const { body } = await ask('/v1/embeddings', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo/e', input: 'a' }),
  })
  expect(JSON.parse(body).data[0]).toEqual({ object: 'embedding', index: 0, embedding: [0.5, -2] })
})
