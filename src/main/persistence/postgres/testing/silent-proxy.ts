import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can fall silent: connections stay open, and nothing comes through. */
export interface SilentProxy {
  readonly port: number
  /** From now on nothing comes through, over new connections neither. */
  hold(): void
  /** Lets new connections through again; the held ones stay silent. */
  release(): void
  close(): Promise<void>
}

/** Opens a way to a port of this machine. */
export async function openProxy(target: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>()
  let silent = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (silent) return
    const far = connect(target, '127.0.0.1')
    keep(far)
    near.pipe(far)
    far.pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('a listener has no port')
  return {
    port: place.port,
    hold() {
      silent = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    release() {
      silent = false
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
