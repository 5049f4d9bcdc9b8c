import { assertNever } from '../../contract/assert-never.ts'
import type { Failure } from '../../contract/failure.ts'
import { methods, type MethodName, type MethodOutput } from '../../contract/method.ts'
import type { Notice } from '../../contract/notice.ts'
import {
  closeUnauthorized,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from '../../contract/socket.ts'
import { createListeners } from './listeners.ts'
import { localFailure } from './local-failure.ts'
import { FailureError, type ConnectionState, type Transport } from './transport.ts'
import { createWatchedRuns } from './watched-runs.ts'

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 8_000

export interface SocketOptions {
  /** `ws:` or `wss:` address of the same origin. */
  readonly url: string
  readonly token: string
  readonly connect: (url: string, events: SocketEvents) => Socket
  /** Calls back after so many ms; returns the function that takes it back. */
  readonly delay: (callback: () => void, ms: number) => () => void
}

export interface Socket {
  send(text: string): void
  close(): void
}

/** What a socket tells; after `closed` it tells nothing more. */
export interface SocketEvents {
  opened(): void
  received(data: unknown): void
  closed(code: number): void
}

interface Asked {
  readonly method: MethodName
  readonly frame: ClientFrame
  readonly settle: (frame: Extract<ServerFrame, { type: 'response' | 'failure' }>) => void
  readonly fail: (failure: Failure) => void
}

/**
 * Reaches the core over one WebSocket and joins it again when it breaks. What was asked on a broken socket fails with
 * `connection-lost`, since it may have been done; what is asked while there is none waits for the next.
 */
export function createSocketTransport(options: SocketOptions): Transport {
  return new SocketTransport(options)
}

class SocketTransport implements Transport {
  readonly connection = {
    current: () => this.state,
    subscribe: (listener: (state: ConnectionState) => void) => this.states.add(listener),
  }
  private readonly options: SocketOptions
  private readonly notices = createListeners<Notice>()
  private readonly states = createListeners<ConnectionState>()
  private readonly watched = createWatchedRuns()
  private readonly asked = new Map<number, Asked>()
  private readonly waiting = new Set<number>()
  private state: ConnectionState = 'reconnecting'
  private socket: Socket | undefined
  private welcomed = false
  private closed = false
  private attempts = 0
  private nextId = 1
  private cancelDelay = () => {}

  constructor(options: SocketOptions) {
    this.options = options
    this.open()
  }

  invoke<Name extends MethodName>(method: Name, input: unknown): Promise<MethodOutput<Name>> {
    return new Promise((resolve, reject) => {
      const fail = (failure: Failure) => reject(new FailureError(failure))
      if (this.closed || this.state === 'refused') return fail(localFailure('connection-lost'))
      const id = this.nextId++
      this.asked.set(id, {
        method,
        frame: { type: 'request', id, method, input },
        fail,
        settle: (frame) => {
          if (frame.type === 'failure') return fail(frame.failure)
          if (!isOutputOf(method, frame.output)) return fail(localFailure('connection-lost'))
          this.watched.learn(method, input, frame.output)
          resolve(frame.output)
        },
      })
      if (this.welcomed) this.send(id)
      else this.waiting.add(id)
    })
  }

  subscribe(listener: (notice: Notice) => void): () => void {
    return this.notices.add(listener)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.cancelDelay()
    this.socket?.close()
    this.failAll()
  }

  private open(): void {
    const hello: ClientFrame = { type: 'hello', token: this.options.token }
    const socket = this.options.connect(this.options.url, {
      opened: () => write(socket, hello),
      received: (data) => this.receive(data),
      closed: (code) => this.lose(code),
    })
    this.socket = socket
  }

  private receive(data: unknown): void {
    const frame = readFrame(data)
    if (!frame) return
    switch (frame.type) {
      case 'welcome':
        return this.welcome()
      case 'notice':
        this.watched.note(frame.notice)
        return this.notices.tell(frame.notice)
      case 'response':
      case 'failure':
        this.asked.get(frame.id)?.settle(frame)
        this.asked.delete(frame.id)
        return undefined
      default:
        return assertNever(frame)
    }
  }

  private welcome(): void {
    this.welcomed = true
    this.attempts = 0
    for (const id of this.waiting) this.send(id)
    this.waiting.clear()
    for (const run of this.watched.all()) void this.joinAgain(run.runId, run.afterSeq)
    this.change('connected')
  }

  private async joinAgain(...[runId, afterSeq]: Parameters<typeof this.watched.begin>): Promise<void> {
    const answer = await this.invoke('runs.watch', { runId, afterSeq }).catch(() => undefined)
    const first = answer?.events[0]
    if (!answer || !first) return
    const notice: Notice = { type: 'run-events', runId, sessionId: first.sessionId, events: answer.events }
    this.watched.note(notice)
    this.notices.tell(notice)
  }

  private lose(code: number): void {
    this.welcomed = false
    for (const [id, asked] of this.asked) {
      if (this.waiting.has(id)) continue
      this.asked.delete(id)
      asked.fail(localFailure('connection-lost'))
    }
    if (this.closed) return
    if (code === closeUnauthorized) {
      this.change('refused')
      return this.failAll()
    }
    this.change('reconnecting')
    const wait = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.attempts++)
    this.cancelDelay = this.options.delay(() => this.open(), wait)
  }

  private send(id: number): void {
    const asked = this.asked.get(id)
    if (asked && this.socket) write(this.socket, asked.frame)
  }

  private failAll(): void {
    const left = [...this.asked.values()]
    this.asked.clear()
    this.waiting.clear()
    for (const asked of left) asked.fail(localFailure('connection-lost'))
  }

  private change(state: ConnectionState): void {
    if (this.state === state) return
    this.state = state
    this.states.tell(state)
  }
}

function write(socket: Socket, frame: ClientFrame): void {
  socket.send(JSON.stringify(frame))
}

function readFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined
  const parsed = serverFrameSchema.safeParse(JSON.parse(data))
  return parsed.success ? parsed.data : undefined
}

// A page that was loaded from an older server may meet answers that it does not know.
function isOutputOf<Name extends MethodName>(method: Name, output: unknown): output is MethodOutput<Name> {
  return methods[method].output.safeParse(output).success
}
