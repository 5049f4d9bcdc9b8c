import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callIdOf } from '../../contract/id.ts'
import type { ModelRequest } from '../core/ports/model-client.ts'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { vendorOf } from './openai-chat/vendor.ts'
import { connect, endpointOf, offeredTools, questionOf, testKey } from './testing/wire-fixture.ts'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

const signal = new AbortController().signal
const callId = callIdOf('call_1')

/** What an id becomes that Anthropic would not take. */
const otherId = expect.stringMatching(/^[0-9a-f]{32}$/)

const conversation: ModelRequest = {
  model: 'm',
  tools: offeredTools,
  parallelTools: false,
  messages: [
    { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'Look' },
        { type: 'image', mediaType: 'image/png', data: 'aW1n' },
      ],
    },
    {
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'Hm', signature: 'c2ln' },
        { type: 'reasoning', text: 'unsigned' },
        { type: 'reasoning', text: '', redacted: 'Zm9v' },
        { type: 'text', text: 'I look.' },
        { type: 'tool-call', id: callId, name: 'calculator', arguments: '{"a":1}' },
        { type: 'tool-call', id: callIdOf('call:2'), name: 'current_time', arguments: '' },
      ],
    },
    {
      role: 'tool',
      parts: [
        { type: 'tool-result', callId, content: '1', isError: false },
        { type: 'tool-result', callId: callIdOf('call:2'), content: 'no', isError: true },
      ],
    },
    { role: 'user', parts: [{ type: 'text', text: 'Go on' }] },
  ],
}

test('S0-3 S0-5 openai-chat: writes a conversation with calls, results and images', async () => {
  const client = await connect(endpointOf('openai-chat', server.url))
  await client.complete(conversation, { signal })
  expect(server.requests[0]?.body).toEqual({
    model: 'm',
    stream: false,
    parallel_tool_calls: false,
    tools: offeredTools.map(({ name, description, inputSchema }) => ({
      type: 'function',
      function: { name, description, parameters: inputSchema },
    })),
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,aW1n' } },
        ],
      },
      {
        role: 'assistant',
        content: 'I look.',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'calculator', arguments: '{"a":1}' } },
          { id: 'call:2', type: 'function', function: { name: 'current_time', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '1' },
      { role: 'tool', tool_call_id: 'call:2', content: 'no' },
      { role: 'user', content: 'Go on' },
    ],
  })
})

test('S0-5 PV-57 anthropic-messages: replays signed thinking and puts all results into one user message', async () => {
  const client = await connect(endpointOf('anthropic-messages', server.url))
  await client.complete(conversation, { signal })
  expect(server.requests[0]?.body).toMatchObject({
    max_tokens: 8192,
    stream: false,
    system: 'Be brief.',
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    messages: [
      { role: 'user', content: [{ type: 'text' }, { type: 'image', source: { media_type: 'image/png' } }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm', signature: 'c2ln' },
          { type: 'redacted_thinking', data: 'Zm9v' },
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 'call_1', name: 'calculator', input: { a: 1 } },
          { type: 'tool_use', id: otherId, name: 'current_time', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_1', content: '1' },
          { type: 'tool_result', tool_use_id: otherId, content: 'no', is_error: true },
          { type: 'text', text: 'Go on', cache_control: { type: 'ephemeral' } },
        ],
      },
    ],
  })
  // One mark, at the end: everything before it is kept together.
  expect(JSON.stringify(server.requests[0]?.body).match(/cache_control/g)).toHaveLength(1)
})

test('anthropic-messages: a question of one text and results alone are marked for the cache too', async () => {
  const client = await connect(endpointOf('anthropic-messages', server.url))
  await client.complete(questionOf('Hello'), { signal })
  await client.complete({ ...conversation, messages: conversation.messages.slice(0, -1) }, { signal })
  const ends = server.requests.map(({ body }) => JSON.stringify(body).match(/\{[^{}]*"cache_control"/)?.[0])
  expect(ends[0]).toContain('"text":"Hello"')
  expect(ends[1]).toContain('"is_error":true')
})

test('anthropic-messages: describes tools of the history even when none is offered any more', async () => {
  const client = await connect(endpointOf('anthropic-messages', server.url))
  await client.complete({ ...conversation, tools: [] }, { signal })
  expect(server.requests[0]?.body).toMatchObject({
    tools: [{ name: 'calculator' }, { name: 'current_time' }],
    tool_choice: { type: 'none' },
  })
})

describe('what the other end learns of us', () => {
  const stubbed = {
    OPENAI_ORG_ID: 'org',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_API_KEY: 'env-key',
    OPENAI_LOG: 'debug',
  }
  const custom = 'x-leak: yes\nauthorization: Bearer env-custom'
  const environment = {
    ...stubbed,
    OPENAI_BASE_URL: 'http://127.0.0.1:1',
    OPENAI_CUSTOM_HEADERS: custom,
    ANTHROPIC_API_KEY: 'env-key',
    ANTHROPIC_AUTH_TOKEN: 'env-token',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    ANTHROPIC_CUSTOM_HEADERS: custom,
    ANTHROPIC_LOG: 'debug',
  }
  const key = { kind: 'key', value: testKey } as const
  const bearer = { kind: 'bearer', value: testKey } as const

  test.each([
    ['openai-chat', 'a key', key, { authorization: `Bearer ${testKey}`, 'x-api-key': undefined }],
    ['openai-chat', 'a bearer', bearer, { authorization: `Bearer ${testKey}`, 'x-api-key': undefined }],
    ['openai-chat', 'nothing', undefined, { authorization: undefined, 'x-api-key': undefined }],
    ['anthropic-messages', 'a key', key, { authorization: undefined, 'x-api-key': testKey }],
    [
      'anthropic-messages',
      'S0-10 a bearer',
      bearer,
      { authorization: `Bearer ${testKey}`, 'x-api-key': undefined },
    ],
    ['anthropic-messages', 'nothing', undefined, { authorization: undefined, 'x-api-key': undefined }],
  ] as const)(
    '%s with %s: that and no more, whatever the environment holds',
    async (protocol, _, credentials, headers) => {
      for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
      const { credentials: __, ...rest } = endpointOf(protocol, server.url)
      const client = await connect({ ...rest, ...(credentials && { credentials }) })
      const outcome = await client.complete(questionOf('Hello'), { signal })
      const models = await client.listModels({ signal })
      expect(outcome.type).toBe('finished')
      expect(models.map(({ id }) => id)).toEqual(['wire-large', 'wire-small'])
      for (const asked of server.requests) {
        expect({
          authorization: asked.headers.authorization,
          'x-api-key': asked.headers['x-api-key'],
        }).toEqual(headers)
        expect(asked.headers['user-agent']).toBe('Parley/test')
        expect(Object.keys(asked.headers).filter((name) => /stainless|openai-|leak/.test(name))).toEqual([])
        expect(JSON.stringify(asked.headers)).not.toContain('env-')
      }
    },
  )

  test('S0-2 a stream asks for usage, a whole answer does not', async () => {
    const client = await connect(endpointOf('openai-chat', server.url))
    for await (const _ of client.stream(questionOf('Hello'), { signal }));
    await client.complete(questionOf('Hello'), { signal })
    expect(server.requests.map(({ body }) => body)).toMatchObject([
      { stream: true, stream_options: { include_usage: true } },
      { stream: false },
    ])
    expect(server.requests[1]?.body).not.toHaveProperty('stream_options')
  })

  test('PV-38 a server that streams unasked is understood', async () => {
    const sse =
      'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
    server.script('openai-chat', { type: 'raw', chunks: [sse] })
    const client = await connect(endpointOf('openai-chat', server.url))
    const outcome = await client.complete(questionOf('Hello'), { signal })
    expect(outcome).toMatchObject({ type: 'finished', parts: [{ type: 'text', text: 'Hi' }] })
  })

  test('a list that is no list names the address', async () => {
    const client = await connect(endpointOf('openai-chat', `${server.url}/wrong`))
    await expect(client.listModels({ signal })).rejects.toMatchObject({
      failure: { code: 'not-an-endpoint' },
    })
  })
})

describe('how a model is to write', () => {
  const generation = { temperature: 0.7, topP: 0.9, maxTokens: 500, stop: ['END'], effort: 'low' } as const

  test('S2-11 openai-chat: every wish under its name on the wire, the limit by the vendor’s', async () => {
    const client = await connect(endpointOf('openai-chat', server.url))
    await client.complete(questionOf('Hello', { generation }), { signal })
    expect(server.requests[0]?.body).toMatchObject({
      temperature: 0.7,
      top_p: 0.9,
      max_tokens: 500,
      stop: ['END'],
      reasoning_effort: 'low',
    })
    expect(vendorOf('https://api.openai.com/v1', 'gpt').limitOption).toBe('max_completion_tokens')
    expect(vendorOf('https://my.openai.azure.com/openai/v1', 'gpt').limitOption).toBe('max_completion_tokens')
  })

  test('S2-11 anthropic-messages: every wish, and a temperature that it has not is refused by name', async () => {
    const client = await connect(endpointOf('anthropic-messages', server.url))
    await client.complete(questionOf('Hello', { generation }), { signal })
    expect(server.requests[0]?.body).toMatchObject({
      temperature: 0.7,
      top_p: 0.9,
      max_tokens: 500,
      stop_sequences: ['END'],
      output_config: { effort: 'low' },
    })
    const hot = questionOf('Hello', { generation: { temperature: 1.5 } })
    expect(await client.complete(hot, { signal })).toMatchObject({
      failure: { code: 'option-unsupported', retryable: false, params: { option: 'temperature' } },
    })
    expect(server.requests).toHaveLength(1)
  })

  test('S2-11 openai-responses: every wish but stop, which is refused by name', async () => {
    const client = await connect(endpointOf('openai-responses', server.url))
    const { stop: _, ...known } = generation
    await client.complete(questionOf('Hello', { generation: known }), { signal })
    expect(server.requests[0]?.body).toMatchObject({
      temperature: 0.7,
      top_p: 0.9,
      max_output_tokens: 500,
      reasoning: { effort: 'low' },
    })
    expect(await client.complete(questionOf('Hello', { generation }), { signal })).toMatchObject({
      failure: { code: 'option-unsupported', params: { option: 'stop' } },
    })
  })

  test.each(['openai-chat', 'openai-responses', 'anthropic-messages'] as const)(
    '%s: without a wish nothing is said of it',
    async (protocol) => {
      const client = await connect(endpointOf(protocol, server.url))
      await client.complete(questionOf('Hello'), { signal })
      expect(JSON.stringify(server.requests[0]?.body)).not.toMatch(
        /temperature|top_p|stop|effort|max_(?!tokens":8192)/,
      )
    },
  )
})

describe('whether a model is to call', () => {
  const choices = ['none', 'required', { name: 'calculator' }] as const

  test.each([
    ['openai-chat', 'none', 'required', { type: 'function', function: { name: 'calculator' } }],
    ['openai-responses', 'none', 'required', { type: 'function', name: 'calculator' }],
    ['anthropic-messages', { type: 'none' }, { type: 'any' }, { type: 'tool', name: 'calculator' }],
  ] as const)('%s says it in its own words', async (protocol, ...said) => {
    const client = await connect(endpointOf(protocol, server.url))
    for (const toolChoice of choices) {
      await client.complete(questionOf('Hi', { tools: offeredTools, parallelTools: true, toolChoice }), {
        signal,
      })
    }
    expect(server.requests.map(({ body }) => (body as { tool_choice?: unknown }).tool_choice)).toEqual(said)
  })

  test('the demo model calls none when it must not, and refuses to be told which', async () => {
    const client = await connect({ ...endpointOf('openai-chat', ''), protocol: 'demo' })
    const sum = (toolChoice: (typeof choices)[number]) =>
      client.complete(questionOf('What is 2 + 3?', { tools: offeredTools, toolChoice }), { signal })
    expect(await sum('none')).toMatchObject({ finishReason: 'stop' })
    expect(await sum('required')).toMatchObject({ failure: { code: 'option-unsupported' } })
  })
})
