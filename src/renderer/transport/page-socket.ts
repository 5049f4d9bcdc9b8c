import { connectBrowserSocket } from './browser-socket.ts'
import { takeToken } from './page-token.ts'
import { createSocketTransport, type SocketOptions } from './socket-transport.ts'
import type { Transport } from './transport.ts'

/** The way from a page of a browser to the server that it came from. */
export function openSocketTransport(
  { history, location, sessionStorage }: Window,
  delay: SocketOptions['delay'],
): Transport {
  return createSocketTransport({
    url: `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/socket`,
    token: takeToken({ location, history, storage: sessionStorage }),
    connect: connectBrowserSocket,
    delay,
  })
}
