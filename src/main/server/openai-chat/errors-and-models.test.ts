import { APIError } from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../../core/errors.ts'
import type { ModelCall, ModelRequest } from '../../core/ports/model-client.ts'
import { saying } from '../../core/testing/scripted-model.ts'
import { openApiFixture, question, type ApiFixture } from '../api/testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())

test('CP-17 a program that leaves ends the question at the provider', async () => {
  const { client, answered, untilAnswered, model } = open.start([
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
  const { client } = open.start([
    { type: 'failed', failure: failureOf(code, { params: { provider: 'X' } }), retryAfterMs: 1500 },
  ])
  const error = await client.chat.completions.create(question).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(APIError)
  if (!(error instanceof APIError)) return
  expect([error.status, error.code]).toEqual([status, name])
  expect(error.headers?.get('x-should-retry')).toBe(retry)
  expect(error.headers?.get('retry-after')).toBe('2')
})

test('sound that is asked for is refused, not left out in silence', async () => {
  const { client } = open.start([])
  const sound = client.chat.completions.create({ ...question, modalities: ['text', 'audio'] })
  await expect(sound).rejects.toMatchObject({ status: 400, param: 'modalities[1]' })
})

test('LS-20 a failure that is about this computer keeps its words inside', async () => {
  const path = '/home/ada/secret.pem'
  const failure = failureOf('certificate-file-invalid', { params: { path, reason: 'ENOENT' } })
  const { ask, model } = open.start([{ type: 'failed', failure }])
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
  const { client, answered, untilAnswered } = open.start([
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
  const { client, model } = open.start(saying('Hello.'))
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
  const { client, ask, model } = open.start()
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
