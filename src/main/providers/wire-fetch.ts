import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'
import type { Watch } from './watch.ts'
import { firstCharacter, readStart, readText, watchBody, type WireBody } from './wire-body.ts'
import { excerptOf, redact } from './wire-text.ts'

export type Fetch = typeof globalThis.fetch

/** `answer`: a stream of events is wanted, whatever form it comes in. `list`: one JSON object with `data`. */
export type WireMode = 'answer' | 'list'

/** The way of one request to the network, and what was seen on it. */
export interface Wire {
  readonly fetch: Fetch
  /** Whether any answer, good or bad, has begun. */
  answered(): boolean
  /** The body of a good answer, once there is one. */
  body(): WireBody | undefined
}

/** What a request may tell of us. Everything else that a client library adds, from its own or the environment, stays here. */
const sentHeaders = ['accept', 'authorization', 'content-type', 'x-api-key', 'anthropic-version']

/**
 * Wraps `fetch` for one request of a client library: sends only the headers that are ours, follows no redirect, so
 * that a key reaches one host only, and turns whatever form an answer has into the one that the library reads.
 */
export function createWire(
  fetch: Fetch,
  endpoint: ModelEndpoint,
  options: { readonly mode: WireMode; readonly watch: Watch; readonly userAgent: string },
): Wire {
  const { mode, watch, userAgent } = options
  let answered = false
  let body: WireBody | undefined
  return {
    answered: () => answered,
    body: () => body,
    async fetch(input, init) {
      const headers = headersOf(init?.headers, userAgent)
      const response = await fetch(input, { ...init, headers, redirect: 'manual' })
      answered = true
      watch.touch()
      if (response.status >= 300 && response.status < 400) throw redirected(response, endpoint)
      if (!response.body) return response
      const reader = response.body.getReader()
      if (!response.ok) return withBody(response, watchBody([], reader, watch).stream)
      const first = await readStart(reader)
      const start = firstCharacter(first)
      body = watchBody(first, reader, watch)
      if (start === '<') throw notAnEndpoint(endpoint, excerptOf(await readText(body.stream), endpoint))
      if (mode === 'list') return withBody(response, listOf(await readText(body.stream), endpoint), json)
      if (start === '{') return withBody(response, eventOf(await readText(body.stream)), eventStream)
      return withBody(response, body.stream)
    },
  }
}

const json = 'application/json'
const eventStream = 'text/event-stream'

function headersOf(given: RequestInit['headers'], userAgent: string): Headers {
  const all = new Headers(given)
  const headers = new Headers({ 'user-agent': userAgent })
  for (const name of sentHeaders) {
    const value = all.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

function withBody(response: Response, body: string | ReadableStream, type?: string): Response {
  const headers = new Headers(response.headers)
  if (type) headers.set('content-type', type)
  if (type) headers.delete('content-length')
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

function redirected(response: Response, endpoint: ModelEndpoint): ParleyError {
  const target = redact(response.headers.get('location') ?? '', endpoint)
  void response.body?.cancel()
  return notAnEndpoint(endpoint, `${response.status} → ${target}`)
}

function notAnEndpoint(endpoint: ModelEndpoint, providerMessage: string): ParleyError {
  return new ParleyError('not-an-endpoint', { params: { url: endpoint.baseUrl }, providerMessage })
}

// One whole answer, or one whole error, as a stream of one event.
function eventOf(text: string): string {
  const type = typeIn(text)
  const lines = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}`)
  return `${type ? `event: ${type}\n` : ''}${lines.join('\n')}\n\ndata: [DONE]\n\n`
}

function typeIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined
    return typeof value.type === 'string' && /^\w+$/.test(value.type) ? value.type : undefined
  } catch {
    return undefined
  }
}

// Some servers give the bare array.
function listOf(text: string, endpoint: ModelEndpoint): string {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return JSON.stringify({ data: value })
    if (typeof value === 'object' && value && 'data' in value && Array.isArray(value.data)) return text
  } catch {
    // Not JSON: said below.
  }
  throw notAnEndpoint(endpoint, excerptOf(text, endpoint))
}
