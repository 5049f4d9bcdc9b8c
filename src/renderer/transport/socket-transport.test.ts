import { describe, expect, test } from 'vitest'
import { runIdSchema } from '../../contract/id.ts'
import type { Notice } from '../../contract/notice.ts'
import { closeUnauthorized, type ClientFrame, type ServerFrame } from '../../contract/socket.ts'
import { createSocketTransport, type SocketEvents } from './socket-transport.ts'
import { FailureError } from './transport.ts'

/** One socket after another, each in the hands of the test. */
function fakeServer() {
  const sockets: { readonly sent: ClientFrame[]; readonly events: SocketEvents; closed: boolean }[] = []
  const delays: { readonly ms: number; readonly run: () => void }[] = []
  const transport = createSocketTransport({
    url: 'ws://localhost/socket',
    token: 'good',
    connect: (_, events) => {
      const socket = { sent: [] as ClientFrame[], events, closed: false }
      sockets.push(socket)
      return {
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => void (socket.closed = true),
      }
    },
    delay: (run, ms) => {
      delays.push({ ms, run })
      return () => {}
    },
  })
  const last = () => sockets.at(-1)!
  const answer = (frame: ServerFrame) => last().events.received(JSON.stringify(frame))
  const welcome = () => {
    last().events.opened()
    answer({ type: 'welcome' })
  }
  return { transport, sockets, delays, last, answer, welcome }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const runId = runIdSchema.parse('r1')
const session = { runId, sessionId: 's1' } as const

describe('the socket transport', () => {
  test('says hello first, and asks only after the welcome', () => {
    const { transport, answer, last } = fakeServer()
    void transport.invoke('settings.get', {}).catch(() => undefined)
    last().events.opened()
    expect(last().sent).toEqual([{ type: 'hello', token: 'good' }])
    answer({ type: 'welcome' })
    expect(last().sent[1]).toMatchObject({ type: 'request', method: 'settings.get' })
    expect(transport.connection.current()).toBe('connected')
  })

  test('gives each answer to its question, in whatever order they come', async () => {
    const { transport, welcome, answer } = fakeServer()
    welcome()
    const first = transport.invoke('providers.list', {})
    const second = transport.invoke('tools.list', {})
    answer({ type: 'response', id: 2, output: { tools: [] } })
    answer({ type: 'response', id: 1, output: { providers: [] } })
    await expect(second).resolves.toEqual({ tools: [] })
    await expect(first).resolves.toEqual({ providers: [] })
  })

  test('fails with what the core answered, and with connection-lost for an answer it does not know', async () => {
    const { transport, welcome, answer } = fakeServer()
    welcome()
    const refused = transport.invoke('providers.list', {})
    const strange = transport.invoke('tools.list', {})
    const failure = { code: 'storage-failed', message: 'No.', retryable: false } as const
    answer({ type: 'failure', id: 1, failure })
    answer({ type: 'response', id: 2, output: { tools: 'none' } })
    await expect(refused).rejects.toEqual(new FailureError(failure))
    await expect(strange).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
  })

  test('joins again with growing pauses; what was asked on the lost socket fails, what waits is sent on the next', async () => {
    const { transport, welcome, last, delays, sockets } = fakeServer()
    const states: string[] = []
    transport.connection.subscribe((state) => states.push(state))
    welcome()
    const lost = transport.invoke('runs.get', { runId })
    last().events.closed(1006)
    await expect(lost).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
    const waiting = transport.invoke('tools.list', {})
    delays[0]!.run()
    last().events.closed(1006)
    delays[1]!.run()
    expect(delays.map((delay) => delay.ms)).toEqual([250, 500])
    welcome()
    last().events.received(JSON.stringify({ type: 'response', id: 2, output: { tools: [] } }))
    await expect(waiting).resolves.toEqual({ tools: [] })
    expect(sockets).toHaveLength(3)
    expect(states).toEqual(['connected', 'reconnecting', 'connected'])
  })

  test('watches runs on from their last event after a lost connection', async () => {
    const { transport, welcome, answer, last, delays } = fakeServer()
    const notices: Notice[] = []
    transport.subscribe((notice) => notices.push(notice))
    welcome()
    const watching = transport.invoke('runs.watch', { runId, afterSeq: 3 })
    answer({ type: 'response', id: 1, output: { events: [], ended: false } })
    await watching
    const event = { ...session, at: 1, type: 'run-status-changed', status: 'in_progress' } as const
    const eventAt = (seq: number) => ({ ...event, seq }) as never
    answer({ type: 'notice', notice: { type: 'run-events', ...session, events: [eventAt(4)] } as never })
    last().events.closed(1006)
    delays[0]!.run()
    welcome()
    expect(last().sent[1]).toMatchObject({ method: 'runs.watch', input: { runId, afterSeq: 4 } })
    answer({ type: 'response', id: 2, output: { events: [eventAt(5)], ended: true } })
    await settled()
    expect(notices.flatMap((notice) => (notice.type === 'run-events' ? notice.events : []))).toMatchObject([
      { seq: 4 },
      { seq: 5 },
    ])
  })

  test('does not knock again with a token that was refused', async () => {
    const { transport, last, delays } = fakeServer()
    const asked = transport.invoke('tools.list', {})
    last().events.opened()
    last().events.closed(closeUnauthorized)
    await expect(asked).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
    expect(transport.connection.current()).toBe('refused')
    expect(delays).toHaveLength(0)
  })

  test('closes once and asks nothing more', async () => {
    const { transport, last, welcome } = fakeServer()
    welcome()
    const asked = transport.invoke('tools.list', {})
    transport.close()
    transport.close()
    expect(last().closed).toBe(true)
    await expect(asked).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
    await expect(transport.invoke('tools.list', {})).rejects.toMatchObject({
      failure: { code: 'connection-lost' },
    })
  })
})
