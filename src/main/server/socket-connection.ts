import type { RawData, WebSocket } from 'ws'
import { assertNever } from '../../contract/assert-never.ts'
import { clientFrameSchema, closeUnauthorized, type ServerFrame } from '../../contract/socket.ts'
import type { Caller } from '../methods/caller.ts'
import type { Door } from '../methods/door.ts'
import { isSameToken } from './token.ts'

/** Milliseconds in which a page must show its token. */
const helloLimitMs = 5000
/** What may wait unsent for a page that does not read; then it is let go, and comes back for what it missed. */
const mostUnsentBytes = 16_000_000

const closeProtocolError = 1002
const closeTooSlow = 1013

/** Serves one page over one WebSocket. Nothing but the token is looked at before the token was right. */
export function serveSocket(socket: WebSocket, door: Door, token: string): void {
  const caller = socketCaller(socket)
  let disconnect: (() => void) | undefined
  const limit = setTimeout(() => socket.close(closeUnauthorized), helloLimitMs)

  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? undefined : parseFrame(data)
    if (!frame) {
      socket.close(disconnect ? closeProtocolError : closeUnauthorized)
      return
    }
    switch (frame.type) {
      case 'hello':
        clearTimeout(limit)
        if (disconnect || !isSameToken(frame.token, token)) {
          socket.close(closeUnauthorized)
          return
        }
        disconnect = door.connect(caller)
        send(socket, { type: 'welcome' })
        return
      case 'request':
        if (!disconnect) socket.close(closeUnauthorized)
        else void answer(socket, door, frame, caller)
        return
      default:
        assertNever(frame)
    }
  })
  socket.on('close', () => {
    clearTimeout(limit)
    disconnect?.()
  })
  // A broken connection ends with `close`; without this line it would end the process.
  socket.on('error', () => socket.terminate())
}

async function answer(
  socket: WebSocket,
  door: Door,
  { id, method, input }: { readonly id: number; readonly method: string; readonly input?: unknown },
  caller: Caller,
): Promise<void> {
  const result = await door.invoke(method, input ?? {}, caller)
  if ('failure' in result) send(socket, { type: 'failure', id, failure: result.failure })
  else send(socket, { type: 'response', id, output: result.output })
}

function socketCaller(socket: WebSocket): Caller {
  return {
    kind: 'browser',
    noticeEveryMs: 50,
    notify: (notice) => send(socket, { type: 'notice', notice }),
  }
}

function send(socket: WebSocket, frame: ServerFrame): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > mostUnsentBytes) socket.close(closeTooSlow)
  else socket.send(JSON.stringify(frame))
}

function parseFrame(data: RawData) {
  try {
    // A text message comes as one buffer unless the receiver was told otherwise.
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : ''
    const frame = clientFrameSchema.safeParse(JSON.parse(text))
    return frame.success ? frame.data : undefined
  } catch {
    return undefined
  }
}
