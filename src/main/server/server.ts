import { once } from 'node:events'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import { maxMessageBytes } from '../../contract/draft.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { Door } from '../methods/door.ts'
import { isLoopbackHost, isOwnOrigin } from './loopback.ts'
import { portOf } from './port-of.ts'
import { serveSocket } from './socket-connection.ts'
import { createToken } from './token.ts'

/** A file of the page, or undefined when there is none of that name. */
export type PageFiles = (
  pathname: string,
) => Promise<{ readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } | undefined>

export interface ServerOptions {
  readonly door: Door
  readonly files: PageFiles
  /** 0 takes a free one. */
  readonly port: number
}

export interface Server {
  /** Where the page is, with the token in the fragment, which no browser sends to anybody. */
  readonly address: string
  /** Closes every connection and frees the port. */
  close(): Promise<void>
}

/** The largest message, each byte of it written as an escape of six, and the frame around it. */
const maxFrameBytes = 6 * maxMessageBytes + 1_000_000

const closeGoingAway = 1001
const goodbyeLimitMs = 1000

/** Serves the page and its WebSocket on 127.0.0.1. Throws `port-in-use`. */
export async function startServer({ door, files, port }: ServerOptions): Promise<Server> {
  const token = createToken()
  const app = fastify({ bodyLimit: 1024, forceCloseConnections: true })
  guard(app)
  await app.register(websocket, { options: { maxPayload: maxFrameBytes, perMessageDeflate: false } })
  app.get('/socket', { websocket: true }, (socket) => serveSocket(socket, door, token))
  app.get('/*', async (request, reply) => {
    const file = await files(new URL(request.url, 'http://localhost').pathname)
    if (!file) return reply.code(404).send({ error: 'not found' })
    return reply.headers(file.headers).send(Buffer.from(file.body))
  })
  await listen(app, port)
  return {
    address: `http://127.0.0.1:${portOf(app.server)}/#token=${token}`,
    async close() {
      await Promise.all([...app.websocketServer.clients].map(goodbye))
      await app.close()
    },
  }
}

// Runs before anything of the request but its head is read, for the page and for the socket alike.
function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host, origin, upgrade } = request.headers
    const fromElsewhere = origin !== undefined && !isOwnOrigin(origin, host)
    const socketFromNowhere = upgrade !== undefined && origin === undefined
    if (!isLoopbackHost(host, portOf(app.server)) || fromElsewhere || socketFromNowhere) {
      // A refused upgrade would otherwise keep its connection, which nobody reads or closes any more.
      reply.raw.once('finish', () => request.raw.socket.destroySoon())
      return reply.code(403).header('connection', 'close').send({ error: 'refused' })
    }
    return undefined
  })
}

// A page that does not answer the goodbye within a second is let go.
async function goodbye(client: WebSocket): Promise<void> {
  const gone = once(client, 'close')
  client.close(closeGoingAway)
  const limit = setTimeout(() => client.terminate(), goodbyeLimitMs)
  await gone
  clearTimeout(limit)
}

async function listen(app: FastifyInstance, port: number): Promise<void> {
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    const taken =
      error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code))
    if (taken) throw new ParleyError('port-in-use', { params: { port: String(port) }, cause: error })
    throw new ParleyError('internal', { params: { detail: reasonOf(error) }, cause: error })
  }
}
