import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectFetch } from './direct-fetch.ts'
import { connect, endpointOf, questionOf } from './testing/wire-fixture.ts'

const shared = Symbol.for('undici.globalDispatcher.1')
const dispatchers = globalThis as unknown as Record<symbol, Dispatcher>

interface Dispatcher {
  close(): Promise<void>
}

let server: Server
let url: string
/** Answers wait for a test in the order in which their requests came. */
let arrived: ServerResponse[]
let before: Dispatcher

beforeEach(async () => {
  arrived = []
  server = createServer((_, response) => arrived.push(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await fetch('data:,loads')
  before = dispatchers[shared] as Dispatcher
})
afterEach(async () => {
  const hasty = dispatchers[shared]
  dispatchers[shared] = before
  server.closeAllConnections()
  server.close()
  if (hasty !== before) await hasty?.close()
})

/** Makes one of the limits of Node's dispatcher, which are 300 seconds, short: what does not lift it fails at once. */
function hurry(limit: 'headersTimeout' | 'bodyTimeout'): void {
  const Agent = before.constructor as new (options: object) => Dispatcher
  dispatchers[shared] = new Agent({ [limit]: 50 })
}

const expectTooLate = (answer: Promise<unknown>) =>
  expect(answer).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } })

async function untilArrived(count: number): Promise<void> {
  while (arrived.length < count) await once(server, 'request')
}

test("PV-18 headers may take longer than Node's own limit", async () => {
  hurry('headersTimeout')
  const patient = createDirectFetch()(url)
  await Promise.all([expectTooLate(fetch(url)), untilArrived(2)])
  for (const response of arrived) response.end('at last')
  expect(await (await patient).text()).toBe('at last')
})

test("PV-22 the next byte may take longer than Node's own limit", async () => {
  hurry('bodyTimeout')
  const answers = Promise.all([createDirectFetch()(url), fetch(url)])
  await untilArrived(2)
  for (const response of arrived) response.write('first ')
  const [patient, hasty] = await answers
  await expect(hasty.text()).rejects.toMatchObject({ cause: { code: 'UND_ERR_BODY_TIMEOUT' } })
  for (const response of arrived) response.end('last')
  expect(await patient.text()).toBe('first last')
})

test("PV-18 a client waits for its own limits, not for Node's", async () => {
  const client = await connect(endpointOf('openai-chat', url))
  hurry('headersTimeout')
  const outcome = client.complete(questionOf('Hello'), { signal: new AbortController().signal })
  await Promise.all([expectTooLate(fetch(url)), untilArrived(2)])
  for (const response of arrived)
    response.end('{"choices":[{"message":{"content":"At last"},"finish_reason":"stop"}]}')
  expect(await outcome).toMatchObject({ type: 'finished', parts: [{ type: 'text', text: 'At last' }] })
})

test('a request can be ended while it waits', async () => {
  const controller = new AbortController()
  const waiting = createDirectFetch()(url, { signal: controller.signal })
  await untilArrived(1)
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
})

test('what only informs of an answer to come is none', async () => {
  const waiting = createDirectFetch()(url)
  await untilArrived(1)
  arrived[0]?.writeEarlyHints({ link: '</x>; rel=preload' })
  arrived[0]?.end('the answer')
  const response = await waiting
  expect([response.status, await response.text()]).toEqual([200, 'the answer'])
})

test('an answer that nobody reads stays on the wire', async () => {
  const waiting = createDirectFetch()(url)
  await untilArrived(1)
  const [sender] = arrived
  const block = Buffer.alloc(1 << 20)
  let sent = 0
  // A gigabyte would be sent if anybody took it: the sender is told to wait long before, and waits until somebody reads.
  for (let goesOn = true; goesOn && sent < 1024; sent++) goesOn = sender?.write(block) ?? false
  const response = await waiting
  let drained = false
  sender?.once('drain', () => (drained = true))
  await fetch('data:,turns')
  expect([drained, sent < 64]).toEqual([false, true])
  sender?.end()
  expect((await response.arrayBuffer()).byteLength).toBe(sent * block.length)
})
