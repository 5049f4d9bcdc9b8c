import type { Socket, SocketEvents } from './socket-transport.ts'

/** Opens the browser's own WebSocket. */
export function connectBrowserSocket(url: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url)
  socket.addEventListener('open', () => events.opened())
  socket.addEventListener('message', (event) => events.received(event.data))
  socket.addEventListener('close', (event) => events.closed(event.code))
  return { send: (text) => socket.send(text), close: () => socket.close() }
}
