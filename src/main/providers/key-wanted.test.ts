import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'
import { connect, endpointOf, questionOf } from './testing/wire-fixture.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
  server.key = 'a key'
})
afterAll(() => server.close())

const protocols = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const
const never = () => new AbortController().signal

test.each(protocols)('PV-02 %s: who wants a key and was sent none is said to want one', async (protocol) => {
  const { credentials: _, ...bare } = endpointOf(protocol, server.url)
  const client = await connect(bare)
  const answer = await client.complete(questionOf('Hello'), { signal: never() })
  expect(answer).toMatchObject({ type: 'failed', failure: { code: 'key-wanted', retryable: false } })
  const listing = client.listModels({ signal: never() })
  await expect(listing).rejects.toMatchObject({ failure: { code: 'key-wanted' } })
})

test.each(protocols)('PV-02 %s: a key in a header of the user is a key that is refused', async (protocol) => {
  const { credentials: _, ...bare } = endpointOf(protocol, server.url)
  const endpoint: ModelEndpoint = { ...bare, headers: { 'x-key': 'mine' } }
  const answer = await (await connect(endpoint)).complete(questionOf('Hello'), { signal: never() })
  expect(answer).toMatchObject({ type: 'failed', failure: { code: 'key-refused' } })
})
