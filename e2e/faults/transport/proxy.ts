import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What was asked of a proxy. */
export interface TunnelRequest {
  /** `host:port`, as it was asked for. */
  readonly authority: string
  readonly authorization: string | undefined
}

/** A proxy that opens tunnels. Whatever is asked for, it leads to one port of this computer. */
export interface TestProxy {
  /** As `http://127.0.0.1:port`. */
  readonly url: string
  readonly tunnels: readonly TunnelRequest[]
  /** `user:password` without which nothing is opened. */
  credentials: string | undefined
  /** What it says instead of opening a tunnel: a status, the end of the connection, or nothing at all. */
  refusal: number | 'hang-up' | 'silence' | undefined
  /** Closes every tunnel that is open, as a proxy that dies does. */
  cut(): void
  close(): Promise<void>
}

export async function startProxy(targetPort: number): Promise<TestProxy> {
  const tunnels: TunnelRequest[] = []
  const sockets = new Set<Duplex>()
  const server = createServer()
  const open = (request: IncomingMessage, client: Duplex) => {
    const authorization = request.headers['proxy-authorization']
    tunnels.push({ authority: request.url ?? '', authorization })
    client.on('error', () => undefined)
    if (proxy.refusal === 'hang-up') return client.destroy()
    if (proxy.refusal === 'silence') return sockets.add(client)
    const wanted = proxy.credentials && `Basic ${Buffer.from(proxy.credentials).toString('base64')}`
    const status = wanted && authorization !== wanted ? 407 : proxy.refusal
    if (status !== undefined) return client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
    return join(client, connect(targetPort, '127.0.0.1'))
  }
  const join = (client: Duplex, target: Socket) => {
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    target.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(target).pipe(client)
    })
  }
  server.on('connect', open)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: TestProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    credentials: undefined,
    refusal: undefined,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      proxy.cut()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
