import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import { portOf } from '../port-of.ts'
import { ApiError, bodyOf } from './api-error.ts'

/** How long a head and a whole request may take, and how often that is looked at, in milliseconds. */
export interface HttpLimits {
  readonly headMs: number
  readonly requestMs: number
  readonly checkEveryMs: number
}

const mostHeadBytes = 16_384
const mostConnections = 500
const idleConnectionMs = 10_000

/** Ports that are tried for a free one. */
const mostTried = 50

/**
 * Answers on a port of this computer by both of its own addresses, and by no other. Where a system knows only one of
 * them, that one alone. Throws `api-port-taken`; half a port is none, since a name may lead to either address.
 */
export async function openServers(
  port: number,
  limits: HttpLimits,
  answer: RequestListener,
): Promise<{ readonly port: number; readonly servers: readonly Server[] }> {
  const first = serverOf(limits, answer)
  await listen(first, '127.0.0.1', port)
  const taken = portOf(first)
  const second = serverOf(limits, answer)
  try {
    await listen(second, '::1', taken)
    return { port: taken, servers: [first, second] }
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT')
      return { port: taken, servers: [first] }
    first.close()
    throw error
  }
}

/** The first port from this one on that nobody uses. */
export async function findFreePort(from: number): Promise<number | undefined> {
  for (let port = from; port < from + mostTried && port <= 65_535; port++) {
    try {
      const { servers } = await openServers(
        port,
        { headMs: 1, requestMs: 1, checkEveryMs: 1 },
        () => undefined,
      )
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
      return port
    } catch {
      // The next one.
    }
  }
  return undefined
}

function serverOf({ headMs, requestMs, checkEveryMs }: HttpLimits, answer: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkEveryMs,
      keepAliveTimeout: idleConnectionMs,
      maxHeaderSize: mostHeadBytes,
      requireHostHeader: true,
    },
    answer,
  )
  server.maxConnections = mostConnections
  server.on('clientError', refuseBroken)
  return server
}

/** What is no request of HTTP gets an answer all the same, and no second chance on that connection. */
function refuseBroken(error: Error, socket: Duplex): void {
  if (codeOf(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = brokenBy(codeOf(error))
  const body = JSON.stringify(bodyOf(refusal))
  const head = [
    `HTTP/1.1 ${refusal.status} Refused`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

function brokenBy(code: string | undefined): ApiError {
  if (code === 'HPE_HEADER_OVERFLOW') return new ApiError(431, 'The head of the request is too large.')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ApiError(408, 'The request took too long to arrive.')
  return new ApiError(400, 'This is no request of HTTP.')
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port, exclusive: true })
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') throw error
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new ParleyError('api-port-taken', { params: { port: String(port) }, cause: error })
    }
    throw new ParleyError('internal', { params: { detail: reasonOf(error) }, cause: error })
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
