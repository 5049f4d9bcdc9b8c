import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProxy, type TestProxy } from '../../../e2e/faults/transport/proxy.ts'
import { createGate, saying } from '../../../e2e/wire/round.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import type { ModelEndpoint, ModelEvent } from '../core/ports/model-client.ts'
import { createModelClientFactory } from './create-model-client.ts'
import type { ProxySources } from './proxy-choice.ts'
import { clientAt, startNetwork, type NetworkFixture } from './testing/network-fixture.ts'
import { endpointOf, questionOf } from './testing/wire-fixture.ts'

// No such host exists: what is answered came through the proxy.
const origin = 'http://provider.test:8080'
const signal = new AbortController().signal
const password = 'proxy-canary-4711'

let network: NetworkFixture
let proxy: TestProxy
beforeEach(async () => {
  network = await startNetwork()
  proxy = network.keep(await startProxy(network.wirePort))
})
afterEach(() => network.close())

function through(credentials?: string): Partial<ModelEndpoint> {
  return { network: { proxy: { url: proxy.url, ...(credentials && { credentials }) }, selfSigned: false } }
}

async function failureAt(changes: Partial<ModelEndpoint>, sources?: ProxySources) {
  const client = await clientAt(origin, changes, sources)
  const outcome = await client.complete(questionOf('Hello'), { signal })
  if (outcome.type !== 'failed') throw new Error('no failure')
  const listing = await client.listModels({ signal }).catch((error: unknown) => error)
  expect(listing).toMatchObject({ failure: { code: outcome.failure.code } })
  return outcome.failure
}

describe('PV-40 a proxy', () => {
  test('carries answers and lists, and its connections are used again', async () => {
    const said = ['One', 'Two', 'Three', 'Four', 'Five']
    network.wire.script('openai-chat', ...said.map((words) => saying(words)))
    const client = await clientAt(origin, through())
    for (const words of said) {
      expect(await client.complete(questionOf('Hi'), { signal })).toMatchObject({ parts: [{ text: words }] })
    }
    expect(await client.listModels({ signal })).toHaveLength(2)
    // A connection is free again a moment after its answer, so a second one may be needed, but no third.
    expect(proxy.tunnels.length).toBeLessThanOrEqual(2)
    expect(proxy.tunnels[0]).toEqual({ authority: 'provider.test:8080', authorization: undefined })
  })

  test('is found in the environment and in the system, and serves providers that have none of their own', async () => {
    const system = async () => proxy.url
    const ways: ProxySources[] = [{ variables: { http: proxy.url } }, { variables: {}, system }]
    for (const [index, sources] of ways.entries()) {
      const client = await clientAt(origin, {}, sources)
      expect(await client.listModels({ signal })).toHaveLength(2)
      expect(proxy.tunnels).toHaveLength(index + 1)
    }
    const direct = await clientAt(network.wire.url, {}, { variables: { http: proxy.url } })
    expect(await direct.listModels({ signal })).toHaveLength(2)
    expect(proxy.tunnels).toHaveLength(2)
  })

  test('gets its user and password, and nobody else does', async () => {
    proxy.credentials = `ada:${password}`
    const client = await clientAt(origin, through(`ada:${password}`))
    expect(await client.listModels({ signal })).toHaveLength(2)
    expect(JSON.stringify(network.wire.requests)).not.toContain(password)
    expect(network.wire.requests[0]?.headers).not.toHaveProperty('proxy-authorization')
  })

  test('that wants another password is named, without the password', async () => {
    proxy.credentials = 'ada:another'
    const failure = await failureAt(through(`ada:${password}`))
    expect(failure).toMatchObject({ code: 'proxy-login-needed', retryable: false })
    expect(JSON.stringify(failure)).not.toContain(password)
    expect(network.wire.requests).toHaveLength(0)
  })

  test('that hangs up, or is not there, is told apart from the provider', async () => {
    proxy.refusal = 'hang-up'
    expect(await failureAt(through())).toMatchObject({ code: 'proxy-unreachable', retryable: true })
    const gone = await startProxy(network.wirePort)
    await gone.close()
    const way = { proxy: { url: gone.url }, selfSigned: false }
    expect(await failureAt({ network: way })).toMatchObject({
      code: 'proxy-unreachable',
      params: { reason: 'ECONNREFUSED' },
    })
  })

  test('PV-61 that never answers holds up no stop', async () => {
    proxy.refusal = 'silence'
    const stop = new AbortController()
    const client = await clientAt(origin, through())
    const outcome = client.complete(questionOf('Hello'), { signal: stop.signal })
    await expect.poll(() => proxy.tunnels.length).toBe(1)
    stop.abort()
    expect(await outcome).toMatchObject({ failure: { code: 'cancelled' } })
  })

  test.each([
    [403, false],
    [502, true],
  ])('that says %i does not open a way', async (status, retryable) => {
    proxy.refusal = status
    expect(await failureAt(through())).toMatchObject({
      code: 'proxy-refused',
      retryable,
      params: { status: String(status), host: 'provider.test:8080' },
    })
  })

  test('that dies in the middle of an answer leaves what came', async () => {
    const gate = createGate()
    network.wire.script('openai-chat', { type: 'answer', steps: [{ type: 'text', text: 'Half' }, gate.step] })
    const client = await clientAt(origin, through())
    const events: ModelEvent[] = []
    for await (const event of client.stream(questionOf('Hello'), { signal })) {
      events.push(event)
      if (event.type === 'text-delta') proxy.cut()
    }
    gate.open()
    expect(events).toMatchObject([{ text: 'Half' }, { type: 'failed', failure: { code: 'stream-cut' } }])
  })

  test('takes no request any more once the provider has another way', async () => {
    const other = network.keep(await startProxy(network.wirePort))
    const factory = createModelClientFactory({ clock: createFakeClock(), userAgent: 'Parley/test' })
    for (const { url } of [proxy, other]) {
      const way = { proxy: { url }, selfSigned: false }
      const client = await factory(endpointOf('openai-chat', origin, { network: way }))
      expect(await client.listModels({ signal })).toHaveLength(2)
    }
    expect([proxy.tunnels.length, other.tunnels.length]).toEqual([1, 1])
  })
})

test('PV-15 a redirect is not followed through a proxy either, and the key stays', async () => {
  const headers = { location: 'http://elsewhere.test/v1/chat/completions' }
  network.wire.script('openai-chat', { type: 'error', status: 307, headers, body: '' })
  const client = await clientAt(origin, through())
  expect(await client.complete(questionOf('Hello'), { signal })).toMatchObject({
    failure: { code: 'not-an-endpoint' },
  })
  expect(proxy.tunnels.map(({ authority }) => authority)).toEqual(['provider.test:8080'])
})
