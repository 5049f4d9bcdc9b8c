import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server of bare bytes: what it does with each request is up to the test. */
export interface RawServer {
  readonly url: string
  /** How many connections were opened, and how many requests came over them. */
  readonly connections: () => number
  readonly requests: () => number
  close(): Promise<void>
}

/** Calls `answer` when the end of a request's head and body came; `number` counts the requests from 1. */
export async function startRawServer(answer: (socket: Socket, number: number) => void): Promise<RawServer> {
  let connections = 0
  let requests = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    let text = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!isWhole(text)) return
      text = ''
      requests += 1
      answer(socket, requests)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    requests: () => requests,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
  return text.length >= end + 4 + length
}
