import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** One thing that the server does with a connection that has asked. */
export type Act =
  /** Bytes as they are: what HTTP says of them is up to the scenario. */
  | { readonly type: 'send'; readonly bytes: string | Uint8Array }
  /** Something that happens elsewhere before the server goes on: time passes, somebody stops the run. */
  | { readonly type: 'meanwhile'; readonly happens: () => unknown }
  /** Says no more, as a program that has ended its answer does. */
  | { readonly type: 'end' }
  /** Breaks the connection, as a crash or a gateway does. */
  | { readonly type: 'reset' }
  /** Keeps the connection open and says nothing. */
  | { readonly type: 'hang' }

export const send = (...pieces: readonly (string | Uint8Array)[]): readonly Act[] =>
  pieces.map((bytes) => ({ type: 'send', bytes }))
export const meanwhile = (happens: () => unknown): Act => ({ type: 'meanwhile', happens })
export const end: Act = { type: 'end' }
export const reset: Act = { type: 'reset' }
export const hang: Act = { type: 'hang' }

/** A request as it came. */
export interface FaultRequest {
  /** Its first line and its headers. */
  readonly head: string
  /** Its parsed body; undefined where it has none. */
  readonly body: unknown
}

/** A provider that misbehaves, below HTTP if need be. */
export interface FaultServer {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly requests: readonly FaultRequest[]
  /** Connections that were opened. */
  readonly connections: () => number
  /** Resolves when the client has closed a connection that was left hanging. */
  readonly left: Promise<void>
  close(): Promise<void>
}

/** Starts one on a free port of 127.0.0.1. `reply` says what becomes of the request of that number, from 1. */
export async function startFaultServer(reply: (number: number) => readonly Act[]): Promise<FaultServer> {
  const requests: FaultRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const { promise: left, resolve: leave } = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    // A small piece is not to wait for the answer to the one before.
    socket.setNoDelay(true)
    // A client that resets the connection is no error of this end.
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    onRequests(socket, async (request) => {
      const acts = reply(requests.push(request))
      if (acts.at(-1) === hang) socket.once('close', () => leave())
      await perform(acts, socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    left,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Calls with each request that a connection carries. */
function onRequests(socket: Socket, call: (request: FaultRequest) => Promise<void>): void {
  let bytes = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk])
    const headEnd = bytes.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = bytes.toString('latin1', 0, headEnd)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const body = bytes.subarray(headEnd + 4)
    if (body.length < length) return
    bytes = body.subarray(length)
    const text = body.toString('utf8', 0, length)
    void call({ head, body: text === '' ? undefined : (JSON.parse(text) as unknown) })
  })
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
      case 'meanwhile':
        await act.happens()
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
