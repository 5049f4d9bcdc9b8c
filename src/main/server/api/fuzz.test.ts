import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saying } from '../../core/testing/scripted-model.ts'
import { openApiFixture, type ApiFixture } from './testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    2 ** 53,
    '',
    '\u0000',
    '\uD800',
    '𝕏',
    [],
    {},
    [[[]]],
    'x'.repeat(5000),
  ),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":{"a":1}}'),
    { constructor: { prototype: {} } },
    { toString: 1 },
  ),
)
/** A field that is mostly as it should be. */
const field = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: hostile })

const content = field(
  fc.oneof(
    fc.string(),
    fc.constant(null),
    fc.array(
      fc.record({
        type: field(fc.constantFrom('text', 'text', 'text', 'image_url')),
        text: field(fc.string()),
        image_url: field(
          fc.record({
            url: fc.constantFrom(
              'data:image/png;base64,aW1n',
              'data:image/gif;base64,aW1n',
              'http://x/',
              'data:,',
            ),
          }),
        ),
      }),
      { maxLength: 3 },
    ),
  ),
)
const call = fc.record({
  id: field(fc.string({ minLength: 1 })),
  type: fc.constant('function'),
  function: field(fc.record({ name: field(fc.string()), arguments: field(fc.string()) })),
})
const message = fc.record(
  {
    role: field(fc.constantFrom('system', 'developer', 'user', 'assistant', 'tool')),
    content,
    tool_calls: field(fc.array(call, { maxLength: 3 })),
    tool_call_id: field(fc.string({ minLength: 1 })),
  },
  { requiredKeys: ['role'] },
)
const tool = fc.record({
  type: field(fc.constant('function')),
  function: field(
    fc.record({
      name: field(fc.constantFrom('a', 'b', 'c', 'd')),
      description: field(fc.string()),
      parameters: field(fc.dictionary(fc.string(), fc.jsonValue())),
    }),
  ),
})
const chat = fc.record(
  {
    model: field(fc.constantFrom('demo/demo', 'demo/demo', 'demo', 'nobody', 'openai/gpt')),
    messages: field(fc.array(message, { minLength: 1, maxLength: 5 })),
    stream: field(fc.boolean()),
    stream_options: field(fc.record({ include_usage: fc.boolean() })),
    tools: field(fc.array(tool, { maxLength: 3 })),
    tool_choice: field(fc.constantFrom('auto', 'none', 'required')),
    n: field(fc.integer({ min: 1, max: 3 })),
    stop: field(fc.array(fc.string({ minLength: 1 }), { maxLength: 4 })),
    temperature: field(fc.double({ min: 0, max: 2, noNaN: true })),
    max_tokens: field(fc.integer({ min: 1, max: 10_000 })),
    reasoning_effort: field(fc.constantFrom('none', 'low', 'xhigh')),
    response_format: field(fc.record({ type: fc.constantFrom('text', 'json_object') })),
    ['__proto__x']: hostile,
  },
  { requiredKeys: ['model', 'messages'] },
)
const embeddings = fc.record(
  {
    model: field(fc.constantFrom('demo/demo', 'nobody')),
    input: field(fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.integer()))),
    encoding_format: field(fc.constantFrom('float', 'base64')),
    dimensions: field(fc.integer()),
  },
  { requiredKeys: [] },
)
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value))
/** A body that was right until somebody cut it or wrote into it. */
const broken = fc
  .tuple(chat, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([body, place, noise, isCut]) => {
    const bytes = bytesOf(body)
    const at = place % bytes.length
    const rest = isCut ? [] : [noise, bytes.subarray(at)]
    return Buffer.concat([bytes.subarray(0, at), ...rest])
  })
const anyBody = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('/v1/chat/completions'), chat.map(bytesOf)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('/v1/embeddings'), embeddings.map(bytesOf)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('/v1/chat/completions', '/v1/embeddings'), broken) },
)

test('LS-19 whatever the body, the answer has one form, is no failure of ours, and comes', async () => {
  open.script(...Array.from({ length: 20_000 }, () => saying('Hello.')))
  let taken = 0
  await fc.assert(
    fc.asyncProperty(anyBody, async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const { status, body: said } = await open.ask(path, { method: 'POST', headers, body })
      if (status === 200) {
        taken += 1
        return
      }
      expect([400, 404, 415, 502]).toContain(status)
      expect(JSON.parse(said)).toEqual({
        error: {
          message: expect.any(String),
          type: expect.stringMatching(/^(?:invalid_request_error|server_error)$/),
          param: expect.toSatisfy((param) => param === null || typeof param === 'string'),
          code: expect.toSatisfy((code) => code === null || typeof code === 'string'),
        },
      })
      expect(said).not.toContain(process.cwd())
      expect(said).not.toMatch(/node_modules|\bat .*:\d+:\d+|\.ts\b|SELECT /)
    }),
    { numRuns: 600, seed: 1 },
  )
  // Otherwise none of them would have come far.
  expect(taken).toBeGreaterThan(50)
})
