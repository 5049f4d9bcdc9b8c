import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AnswerFormat } from '../../contract/generation.ts'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { requestOf as forChat } from './openai-chat/request.ts'
import { isStrict } from './strict-schema.ts'
import { connect, endpointOf, questionOf } from './testing/wire-fixture.ts'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.close())

const { signal } = new AbortController()
const properties = { city: { type: 'string' } }
const strict = { type: 'object', properties, required: ['city'], additionalProperties: false }
const loose = { type: 'object', properties }
const json: AnswerFormat = { type: 'json' }
const formatOf = (schema: Record<string, unknown>): AnswerFormat => ({
  type: 'json-schema',
  name: 'place',
  schema,
})

async function asked(protocol: Parameters<typeof endpointOf>[0], format: AnswerFormat) {
  const client = await connect(endpointOf(protocol, server.url))
  const outcome = await client.complete(questionOf('Where?', { generation: { format, effort: 'low' } }), {
    signal,
  })
  return { outcome, body: server.requests.at(-1)?.body }
}

describe('an answer of a form that is asked for', () => {
  test('openai-chat: any JSON, and a schema, which is strict where it can be', async () => {
    expect((await asked('openai-chat', json)).body).toMatchObject({
      response_format: { type: 'json_object' },
    })
    expect((await asked('openai-chat', formatOf(strict))).body).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema: strict, strict: true } },
    })
    expect((await asked('openai-chat', formatOf(loose))).body).toMatchObject({
      response_format: { json_schema: { schema: loose, strict: false } },
    })
  })

  test('openai-responses: the same under its own names', async () => {
    expect((await asked('openai-responses', json)).body).toMatchObject({
      text: { format: { type: 'json_object' } },
    })
    expect((await asked('openai-responses', formatOf(strict))).body).toMatchObject({
      text: { format: { type: 'json_schema', name: 'place', schema: strict, strict: true } },
      reasoning: { effort: 'low' },
    })
  })

  test('anthropic-messages: a schema, while JSON without one is refused by name', async () => {
    expect((await asked('anthropic-messages', formatOf(loose))).body).toMatchObject({
      output_config: { effort: 'low', format: { type: 'json_schema', schema: loose } },
    })
    const sent = server.requests.length
    expect((await asked('anthropic-messages', json)).outcome).toMatchObject({
      failure: { code: 'option-unsupported', params: { option: 'format' } },
    })
    expect(server.requests).toHaveLength(sent)
  })

  test('the demo model, and a vendor that takes no schema, refuse in words', async () => {
    const demo = await connect(endpointOf('demo', ''))
    const outcome = await demo.complete(questionOf('Where?', { generation: { format: json } }), { signal })
    expect(outcome).toMatchObject({ failure: { code: 'option-unsupported' } })
    const question = questionOf('Where?', { generation: { format: formatOf(strict) } })
    expect(() => forChat(question, true, 'https://api.deepseek.com')).toThrow(
      'DeepSeek does not take “schema”',
    )
  })

  test('a schema is strict when every object in it says all', () => {
    expect(isStrict({ type: 'array', items: strict })).toBe(true)
    expect(isStrict({ anyOf: [strict, { type: 'null' }] })).toBe(true)
    expect(isStrict({ ...strict, properties: { city: loose } })).toBe(false)
    expect(isStrict({ $defs: { a: loose }, ...strict })).toBe(false)
    expect(isStrict({ type: 'object' })).toBe(false)
  })
})
