import { assertNever } from '../../../contract/assert-never.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** Between two feeds of a fence at least this many milliseconds pass: nobody sees colours come sooner. */
const FEED_EVERY_MS = 33

/** Called with the classes of `count` full lines from line `from`, and of the line being written as it was when sent. */
export type TokenSink = (
  from: number,
  count: number,
  data: Uint32Array<ArrayBuffer>,
  rest: Uint32Array<ArrayBuffer> | undefined,
) => void

/** The colours of one fence. */
export type HighlightSession = {
  /** Says what the fence holds now; `lines` only ever grows. Call it as often as the fence changes. */
  update(lines: readonly string[], rest: string): void
  /** No answer comes after this. Closing twice is closing once. */
  close(): void
}

/** The page's side of the highlight worker. One per page; the worker starts with the first session. */
export type Highlighter = {
  /** Opens a session for a fence in `language`. On a closed highlighter it never answers. */
  open(language: string, sink: TokenSink): HighlightSession
  /** Stops the worker and every session. */
  close(): void
}

/** `spawn` starts the worker of `worker.ts`; see `spawnHighlightWorker`. */
export function createHighlighter(spawn: () => Worker): Highlighter {
  const sessions = new Map<number, Session>()
  let worker: Worker | undefined
  let isClosed = false
  let lastId = 0

  const post = (message: ToWorker): void => {
    if (isClosed) return
    worker ??= listen(spawn(), (answer) => sessions.get(answer.id)?.receive(answer))
    worker.postMessage(message, { transfer: [] })
  }

  return {
    open(language, sink) {
      const id = ++lastId
      const session = new Session(id, post, sink, () => {
        if (sessions.delete(id)) post({ type: 'close', id })
      })
      sessions.set(id, session)
      post({ type: 'open', id, language })
      return session
    },
    close() {
      isClosed = true
      sessions.clear()
      worker?.terminate()
      worker = undefined
    },
  }
}

function listen(worker: Worker, receive: (message: FromWorker) => void): Worker {
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => receive(event.data))
  return worker
}

/** One feed is under way at a time, so that a slow grammar never builds a queue, and a quick one has its pace. */
class Session implements HighlightSession {
  readonly #id: number
  readonly #post: (message: ToWorker) => void
  readonly #sink: TokenSink
  readonly #end: () => void
  #lines: readonly string[] = []
  #rest = ''
  #sentLines = 0
  #sentRest = ''
  #isBusy = false
  #isPlain = false
  #notBefore = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(id: number, post: (message: ToWorker) => void, sink: TokenSink, end: () => void) {
    this.#id = id
    this.#post = post
    this.#sink = sink
    this.#end = end
  }

  update(lines: readonly string[], rest: string): void {
    this.#lines = lines
    this.#rest = rest
    this.#sendInTime()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#end()
  }

  receive(message: FromWorker): void {
    switch (message.type) {
      case 'plain':
        this.#isPlain = true
        return
      case 'tokens':
        this.#sink(message.from, message.count, message.data, message.rest)
        if (message.more) return
        this.#isBusy = false
        this.#sendInTime()
        return
      default:
        assertNever(message)
    }
  }

  #sendInTime(): void {
    if (this.#isBusy || this.#isPlain || this.#timer !== undefined) return
    if (this.#sentLines === this.#lines.length && this.#rest === this.#sentRest) return
    const wait = this.#notBefore - performance.now()
    if (wait <= 0) return this.#send()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#send()
    }, wait)
  }

  #send(): void {
    this.#isBusy = true
    this.#notBefore = performance.now() + FEED_EVERY_MS
    this.#post({ type: 'feed', id: this.#id, lines: this.#lines.slice(this.#sentLines), rest: this.#rest })
    this.#sentLines = this.#lines.length
    this.#sentRest = this.#rest
  }
}
