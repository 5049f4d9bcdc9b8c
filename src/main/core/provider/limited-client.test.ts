import { expect, test } from 'vitest'
import { providerIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { ModelEvent, ModelRequest, ModelWait } from '../ports/model-client.ts'
import { canary, setUpProviders } from '../testing/provider-fixture.ts'
import { createScriptedModel, saying } from '../testing/scripted-model.ts'
import { tokensIn } from './limited-client.ts'

const openai = providerIdOf('openai')
const keys = { 'provider.openai.key': canary }
const [one, two] = [sessionIdOf('one'), sessionIdOf('two')]
const request: ModelRequest = { model: 'm', messages: [], tools: [], parallelTools: true }
const signal = new AbortController().signal

async function collect(events: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const all: ModelEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

test('S2-11 runs of all sessions share the limits of one provider', async () => {
  const held = Promise.withResolvers<void>()
  const model = createScriptedModel([[() => held.promise, ...saying('First.')], saying('Second.')])
  const { providers, connections } = setUpProviders({ keys, client: () => model })
  await providers.update(openai, { rates: { concurrentRequests: 1 } })
  const first = (await connections.connect('openai', one)).complete(request, { signal })
  const waits: (ModelWait | undefined)[] = []
  const onWait = (wait: ModelWait | undefined) => void waits.push(wait)
  const second = collect((await connections.connect('openai', two)).stream(request, { signal, onWait }))
  await Promise.resolve()
  expect([waits, model.requests.length]).toEqual([[{ limit: 'concurrentRequests', count: 1 }], 1])
  held.resolve()
  expect(await first).toMatchObject({ parts: [{ text: 'First.' }] })
  expect((await second).at(-1)).toMatchObject({ parts: [{ text: 'Second.' }] })
  expect(waits).toEqual([{ limit: 'concurrentRequests', count: 1 }, undefined])
})

test('S2-11 a reader that goes away, and a stop in the queue, leave no place taken', async () => {
  const model = createScriptedModel([saying('First.'), saying('Second.')])
  const { providers, connections } = setUpProviders({ keys, client: () => model })
  await providers.update(openai, { rates: { concurrentRequests: 1 } })
  const client = await connections.connect('openai', one)
  for await (const _ of client.stream(request, { signal })) {
    const stop = new AbortController()
    const waiting = collect(client.stream(request, { signal: stop.signal }))
    stop.abort()
    expect(await waiting).toMatchObject([{ type: 'failed', failure: { code: 'cancelled' } }])
    break
  }
  expect(await client.complete(request, { signal })).toMatchObject({ parts: [{ text: 'Second.' }] })
})

test('S2-11 without limits the client is the bare one', async () => {
  const model = createScriptedModel([])
  const { connections } = setUpProviders({ keys, client: () => model })
  expect(await connections.connect('openai', one)).toBe(model)
})

test('S2-11 a token is taken for four characters until the provider has counted', () => {
  const text = { role: 'user', parts: [{ type: 'text', text: 'x'.repeat(400) }] } as const
  expect(tokensIn({ ...request, messages: [text, text] })).toBe(200)
  const tools = [{ name: 't', description: 'd'.repeat(396), effect: 'read', inputSchema: {} }] as const
  expect(tokensIn({ ...request, messages: [text], tools })).toBeGreaterThan(200)
})
