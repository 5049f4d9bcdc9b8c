import { afterEach, describe, expect, test } from 'vitest'
import type { Socket } from 'node:net'
import { startRawServer, type RawServer } from '../../../e2e/faults/transport/raw-server.ts'
import type { ModelNetwork } from '../core/ports/model-client.ts'
import { clientAt } from './testing/network-fixture.ts'
import { questionOf } from './testing/wire-fixture.ts'

const signal = new AbortController().signal
const answer = '{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}'
const whole = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`

function resetAtSecond(socket: Socket, number: number): void {
  if (number === 2) socket.resetAndDestroy()
  else socket.write(whole)
}

let server: RawServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

// Node's own connections, and those of a provider that is reached in a way of its own.
const ways: readonly (readonly [string, ModelNetwork])[] = [
  ['usual', { proxy: 'environment', selfSigned: false }],
  ['own', { proxy: 'none', selfSigned: false }],
]

describe.each(ways)('over %s connections', (_, network) => {
  async function ask(behave: (socket: Socket, number: number) => void) {
    server ??= await startRawServer(behave)
    const client = await clientAt(server.url, { network })
    return client.complete(questionOf('Hi'), { signal })
  }

  test.each([
    ['a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['the end', (socket: Socket) => void socket.end()],
    ['half a head', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-')],
  ])('PV-17 %s before the answer began may be tried again', async (__, behave) => {
    expect(await ask(behave)).toMatchObject({
      failure: { code: 'provider-unreachable', retryable: true },
    })
    // Whether to ask again is the run's to decide, and not done behind its back.
    expect(server?.requests()).toBe(1)
  })

  test('PV-58 what comes before the answer proper does no harm', async () => {
    const early = 'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'
    expect(await ask((socket) => void socket.write(early + whole))).toMatchObject({
      parts: [{ text: 'Hello' }],
    })
  })

  test('PV-58 a connection that is closed as it is used again is told as such, and the next one works', async () => {
    const outcomes = []
    server = await startRawServer(resetAtSecond)
    const client = await clientAt(server.url, { network })
    for (let n = 0; n < 3; n++) outcomes.push(await client.complete(questionOf('Hi'), { signal }))
    expect(outcomes).toMatchObject([
      { type: 'finished' },
      { failure: { code: 'provider-unreachable', retryable: true } },
      { type: 'finished' },
    ])
  })

  test('PV-58 what is no HTTP at all is named', async () => {
    expect(await ask((socket) => void socket.end('SSH-2.0-OpenSSH_9.9\r\n'))).toMatchObject({
      failure: { code: 'provider-unreachable' },
    })
  })
})
