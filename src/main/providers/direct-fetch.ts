import { Duplex } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { createAnyInflate } from './any-inflate.ts'
import type { Fetch } from './wire-fetch.ts'

type Handler = Dispatcher.DispatchHandler
type Controller = Dispatcher.DispatchController
type Bytes = Uint8Array<ArrayBuffer>

/** What sends requests, of Node's own or of undici's making: they are the same. */
export type Sender = Pick<Dispatcher, 'dispatch'>

/** Where Node's fetch and every copy of undici, on which it is built, keep the dispatcher that requests go through. */
const shared = Symbol.for('undici.globalDispatcher.1')

/** Answers that have no body, for which a response must not be given one. */
const bodiless = [204, 205, 304]

/** How much of an answer may wait for its reader, in bytes. */
const readAheadBytes = 64 * 1024

/**
 * A `fetch` for providers: a body of text, no redirect followed, no cache, no cookie. It asks undici's dispatcher itself,
 * which spares each request half a millisecond of the standard's rules for pages. It waits as long as it must, where
 * Node's own gives up after 300 seconds. Requests go through what `dispatcher` gives, else through Node's, so that
 * connections are shared. Rejects with what the network says, with an AbortError after an abort.
 */
export function createDirectFetch(
  dispatcher: () => Promise<Sender | undefined> = async () => undefined,
): Fetch {
  return async (input, { method = 'GET', headers, body = null, signal = null } = {}) => {
    if (body !== null && typeof body !== 'string') throw new TypeError('only text can be sent')
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input)
    const through = (await dispatcher()) ?? nodes()
    const { answer, handler } = createExchange(signal)
    const sent = { 'accept-encoding': 'gzip, deflate, br', ...Object.fromEntries(new Headers(headers)) }
    const target = { origin, path: pathname + search, method }
    through.dispatch({ ...target, headers: sent, body, headersTimeout: 0, bodyTimeout: 0 }, handler)
    return answer
  }
}

// Looked up at each request: Node sets it up when something of fetch is first used, and it may be exchanged.
function nodes(): Sender {
  const sender: unknown = Response && Reflect.get(globalThis, shared)
  if (!isSender(sender)) throw new TypeError('this platform has no dispatcher for its fetch')
  return sender
}

function isSender(value: unknown): value is Sender {
  return typeof value === 'object' && value !== null && 'dispatch' in value
}

/** One request as the dispatcher sees it, and the answer to it. */
function createExchange(signal: AbortSignal | null) {
  const { promise: answer, resolve, reject } = Promise.withResolvers<Response>()
  let sending: Controller | undefined
  let body: ReadableStreamDefaultController<Bytes> | undefined
  const abort = () => sending?.abort(aborted(signal))
  const over = () => signal?.removeEventListener('abort', abort)
  signal?.addEventListener('abort', abort, { once: true })

  const handler: Handler = {
    onRequestStart(controller) {
      sending = controller
      if (signal?.aborted) abort()
    },
    onResponseStart(controller, status, headers, statusText = '') {
      // What informs of an answer to come is none.
      if (status < 200) return
      const stream = new ReadableStream<Bytes>(
        {
          start: (made) => void (body = made),
          pull: () => controller.resume(),
          cancel: () => controller.abort(aborted(signal)),
        },
        { highWaterMark: readAheadBytes, size: (chunk) => chunk?.byteLength ?? 0 },
      )
      const head = { status, statusText, headers: headersOf(headers) }
      resolve(new Response(bodiless.includes(status) ? null : decoded(stream, head.headers), head))
    },
    onResponseData(controller, chunk) {
      // It comes from a socket, never from memory that threads share.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      body?.enqueue(chunk as Buffer<ArrayBuffer>)
      if ((body?.desiredSize ?? 1) <= 0) controller.pause()
    },
    onResponseEnd() {
      over()
      close(body)
    },
    onResponseError(_, error) {
      over()
      reject(error)
      body?.error(error)
    },
  }
  return { answer, handler }
}

// A reader that has left has closed it.
function close(body: ReadableStreamDefaultController<Bytes> | undefined): void {
  try {
    body?.close()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

function aborted(signal: AbortSignal | null): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException('This operation was aborted', 'AbortError')
}

function headersOf(given: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) headers.append(name, each)
  }
  return headers
}

/** The body behind its encodings, the last of which was put on last. One that we do not know stays as it is. */
function decoded(stream: ReadableStream<Bytes>, headers: Headers): ReadableStream<Bytes> {
  const names = (headers.get('content-encoding') ?? '').toLowerCase().split(',')
  return names.reduceRight((inner, name) => {
    const decoder = decoderOf(name.trim())
    if (!decoder) return inner
    // Node's types of its streams and the standard's differ by one question mark.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const transform = Duplex.toWeb(decoder) as TransformStream<Bytes, Bytes>
    return inner.pipeThrough(transform)
  }, stream)
}

// As browsers do, they forgive an end that is missing: whether an answer is whole is told by what it says.
function decoderOf(name: string): Duplex | undefined {
  const forgiving = { finishFlush: constants.Z_SYNC_FLUSH }
  if (name === 'gzip' || name === 'x-gzip') return createGunzip(forgiving)
  if (name === 'deflate') return createAnyInflate(forgiving)
  return name === 'br' ? createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }) : undefined
}
