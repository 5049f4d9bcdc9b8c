import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { connect, endpointOf, questionOf, testKey } from './testing/wire-fixture.ts'

const signal = new AbortController().signal
const secret = 'header-canary-4711'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.close())

const protocols = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const

test.each(protocols)('%s sends what the user adds, and the key as ever', async (protocol) => {
  const headers = { 'x-team': secret, authorization: 'Bearer other', 'x-api-key': 'other' }
  const body = { temperature: 0.7, metadata: { tags: ['a'] } }
  const client = await connect(endpointOf(protocol, server.url, { headers, body }))
  expect(await client.complete(questionOf('Hello'), { signal })).toMatchObject({ type: 'finished' })
  await client.listModels({ signal })
  const [asked, listed] = server.requests
  expect(asked?.body).toMatchObject({ ...body, model: 'wire-large' })
  for (const request of [asked, listed]) {
    expect(request?.headers['x-team']).toBe(secret)
    const key = protocol === 'anthropic-messages' ? 'x-api-key' : 'authorization'
    expect(request?.headers[key]).toContain(testKey)
  }
})

test.each(protocols)('G5 %s: a header that a provider echoes is not shown', async (protocol) => {
  const body = { error: { message: `bad value ${secret} in x-team`, type: 'invalid_request_error' } }
  server.script(protocol, { type: 'error', status: 400, body })
  const client = await connect(endpointOf(protocol, server.url, { headers: { 'x-team': secret } }))
  const outcome = await client.complete(questionOf('Hello'), { signal })
  expect(outcome).toMatchObject({ failure: { code: 'request-refused' } })
  expect(JSON.stringify(outcome)).not.toContain(secret)
})
