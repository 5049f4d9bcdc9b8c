import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** One thing that the server does with a connection that has asked. */
export type Act =
  /** Bytes as they are: what HTTP says of them is up to the scenario. */
  | { readonly type: 'send'; readonly bytes: string | Uint8Array }
  /** Says no more, as a program that has ended its answer does. */
  | { readonly type: 'end' }
  /** Breaks the connection, as a crash or a gateway does. */
  | { readonly type: 'reset' }
  /** Keeps the connection open and says nothing. */
  | { readonly type: 'hang' }

export const send = (...pieces: readonly (string | Uint8Array)[]): readonly Act[] =>
  pieces.map((bytes) => ({ type: 'send', bytes }))
export const end: Act = { type: 'end' }
export const reset: Act = { type: 'reset' }
export const hang: Act = { type: 'hang' }

/** A provider that misbehaves, below HTTP if need be. */
export interface FaultServer {
  /** Without a slash at the end. */
  readonly url: string
  /** The parsed body of every request so far. */
  readonly requests: readonly unknown[]
  /** Resolves when the first request has come. */
  arrived(): Promise<void>
  close(): Promise<void>
}

/** Starts one on a free port of 127.0.0.1. Each request takes the next reply; the last one is repeated. */
export async function startFaultServer(replies: readonly (readonly Act[])[]): Promise<FaultServer> {
  const requests: unknown[] = []
  const sockets = new Set<Socket>()
  const { promise: first, resolve: arrive } = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // A client that resets the connection is no error of this end.
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    void readRequest(socket).then((body) => {
      const reply = replies[requests.length] ?? replies.at(-1) ?? []
      requests.push(body)
      arrive()
      return perform(reply, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    arrived: () => first,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The JSON body of the one request that a connection carries. */
async function readRequest(socket: Socket): Promise<unknown> {
  let bytes = Buffer.alloc(0)
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    bytes = Buffer.concat([bytes, chunk])
    const headEnd = bytes.indexOf('\r\n\r\n')
    if (headEnd < 0) continue
    const length = Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, headEnd))?.[1] ?? 0)
    const body = bytes.subarray(headEnd + 4)
    if (body.length >= length) return length === 0 ? undefined : (JSON.parse(body.toString()) as unknown)
  }
}

async function perform(acts: readonly Act[], socket: Socket): Promise<void> {
  for (const act of acts) {
    if (socket.destroyed) return
    switch (act.type) {
      case 'send':
        await new Promise<void>((resolve) => socket.write(act.bytes, () => resolve()))
        // Each write is to arrive as a piece of its own.
        await new Promise<void>((resolve) => setImmediate(resolve))
        break
      case 'end':
        socket.end()
        return
      case 'reset':
        socket.resetAndDestroy()
        return
      case 'hang':
        return
      default:
        return act satisfies never
    }
  }
}
