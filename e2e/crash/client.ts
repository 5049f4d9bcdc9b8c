import { once } from 'node:events'
import { WebSocket } from 'ws'
import {
  trustOutput,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../../src/contract/method.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import type { ServerFrame } from '../../src/contract/socket.ts'

/** Somebody who uses the app over its WebSocket. Answers that a kill cut off reject. */
export interface Client {
  ask<Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>
  /** Called with later events of the runs that are watched. */
  onEvents: (runId: string, events: readonly RunEvent[]) => void
}

interface Waiting {
  resolve(output: unknown): void
  reject(error: Error): void
}

/** Connects to the address that the app has printed. */
export async function connectClient(address: string): Promise<Client> {
  const { origin, host, hash } = new URL(address)
  const socket = new WebSocket(`ws://${host}/socket`, { origin })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  const client: Client = {
    onEvents: () => undefined,
    ask(method, input) {
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      waiting.set(id, { resolve, reject })
      socket.send(JSON.stringify({ type: 'request', id, method, input }))
      return promise.then((output) => trustOutput(method, output))
    },
  }
  socket.on('error', () => undefined)
  socket.on('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the connection was lost'))
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', token: new URLSearchParams(hash.slice(1)).get('token') }))
  await once(socket, 'message')
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame
    if (frame.type === 'notice' && frame.notice.type === 'run-events') {
      client.onEvents(frame.notice.runId, frame.notice.events)
    } else if (frame.type === 'response') waiting.get(frame.id)?.resolve(frame.output)
    else if (frame.type === 'failure') waiting.get(frame.id)?.reject(new Error(frame.failure.code))
  })
  return client
}
