import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { createServer, type TlsOptions } from 'node:tls'
import type { Certificate } from './certificate.ts'

/** A server that speaks TLS before one that does not. */
export interface TlsFront {
  readonly port: number
  /** How many connections came through the handshake. */
  readonly connections: () => number
  close(): Promise<void>
}

/** Starts on a free port of this computer and passes on what comes to the server at `url`. */
export async function startTlsFront(
  url: string,
  { cert, key }: Certificate,
  options: TlsOptions = {},
): Promise<TlsFront> {
  let connections = 0
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer({ cert, key, ...options }, (socket) => {
    connections += 1
    const inner = connect(Number(new URL(url).port), '127.0.0.1')
    for (const each of [socket, inner]) {
      sockets.add(each)
      each.on('error', () => undefined)
    }
    socket.pipe(inner).pipe(socket)
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
