import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { connect, endpointOf } from './testing/wire-fixture.ts'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.close())

const { signal } = new AbortController()
const request = { model: 'wire-embed', texts: ['a', 'bcd'] }

test.each(['openai-chat', 'openai-responses'] as const)(
  '%s: vectors come in the order of the texts, whatever order the wire has',
  async (protocol) => {
    const client = await connect(endpointOf(protocol, server.url, { body: { temperature: 1 } }))
    expect(await client.embed({ ...request, dimensions: 2 }, { signal })).toEqual({
      vectors: [
        [1, 0.5],
        [3, 0.5],
      ],
      model: 'wire-embed',
      usage: { inputTokens: 2, outputTokens: 0 },
    })
    expect(server.requests[0]).toMatchObject({
      path: '/v1/embeddings',
      body: { model: 'wire-embed', input: ['a', 'bcd'], encoding_format: 'float', dimensions: 2 },
    })
    expect(server.requests[0]?.body).not.toHaveProperty('temperature')
  },
)

test.each(['anthropic-messages', 'demo'] as const)('%s: has none and says so', async (protocol) => {
  const client = await connect(endpointOf(protocol, server.url))
  await expect(client.embed(request, { signal })).rejects.toMatchObject({
    failure: { code: 'embeddings-unsupported' },
  })
  expect(server.requests).toEqual([])
})

test('a refused key, a page and a stop are told as they are for an answer', async () => {
  server.key = 'another'
  const client = await connect(endpointOf('openai-chat', server.url))
  await expect(client.embed(request, { signal })).rejects.toMatchObject({ failure: { code: 'key-refused' } })
  const stopped = AbortSignal.abort()
  await expect(client.embed(request, { signal: stopped })).rejects.toMatchObject({
    failure: { code: 'cancelled' },
  })
})

/** What a server says that answers every request with this. */
async function failureFor(body: string): Promise<unknown> {
  const odd = createServer((_, response) => response.end(body))
  odd.listen(0, '127.0.0.1')
  await once(odd, 'listening')
  const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`
  const client = await connect(endpointOf('openai-chat', url), createFakeClock())
  const failure = await client.embed(request, { signal }).catch((error: unknown) => error)
  odd.closeAllConnections()
  odd.close()
  return failure
}

test.each([
  ['a page', '<html>Hello</html>', 'not-an-endpoint'],
  ['no vectors', '{"data":[{"embedding":"AAAA"}]}', 'response-invalid'],
  ['too few', '{"data":[{"index":0,"embedding":[1]}]}', 'response-invalid'],
])('%s in the place of vectors has a name', async (_, body, code) => {
  expect(await failureFor(body)).toMatchObject({ failure: { code } })
})
