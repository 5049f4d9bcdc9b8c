import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createGuardedFetch, type FetchLimits, type GuardedFetch } from '../guarded-fetch.ts'
import { systemReach, type Reach } from '../reach.ts'

/** An address that anybody could have, under which the names of these tests are found. */
export const publicAddress = '93.184.215.14'

/** A server of this computer that stands for the whole of the web. */
export interface TestWeb {
  readonly port: number
  /** Every request, with the body that it sent. */
  readonly requests: readonly (Pick<IncomingMessage, 'method' | 'url' | 'headers'> & {
    readonly body: string
  })[]
  /** Where connections were asked for, as `address:port`. */
  readonly dialled: readonly string[]
  /** Names that were resolved, in their order. */
  readonly resolved: readonly string[]
  readonly reach: Reach
  readonly fetchWith: (limits?: FetchLimits) => GuardedFetch
  close(): Promise<void>
}

/**
 * Starts it. A name resolves to what `names` has for it, one entry a question and the last one for good, and otherwise to
 * the public address; whatever is dialled leads here.
 */
export async function startWeb(
  answer: RequestListener,
  names: Readonly<Record<string, readonly string[]>> = {},
): Promise<TestWeb> {
  const requests: TestWeb['requests'][number][] = []
  const dialled: string[] = []
  const resolved: string[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method, url, headers } = request
      requests.push({ method, url, headers, body: Buffer.concat(pieces).toString() })
      answer(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const reach: Reach = {
    async resolve(hostname) {
      const before = resolved.filter((name) => name === hostname).length
      resolved.push(hostname)
      const answers = names[hostname] ?? [publicAddress]
      return [answers[Math.min(before, answers.length - 1)] ?? publicAddress]
    },
    dial(addresses, wanted, signal) {
      dialled.push(`${addresses.join(',')}:${wanted}`)
      return systemReach.dial(['127.0.0.1'], port, signal)
    },
    proxyFor: async () => undefined,
  }
  return {
    port,
    requests,
    dialled,
    resolved,
    reach,
    fetchWith: (limits) => createGuardedFetch(reach, 'Parley/test', limits),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
