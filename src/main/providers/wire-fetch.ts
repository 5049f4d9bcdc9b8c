import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'
import type { Watch } from './watch.ts'
import { openBody, readText, type WireBody } from './wire-body.ts'
import { excerptOf, redact } from './wire-text.ts'

export type Fetch = typeof globalThis.fetch

/** `answer`: whoever asks reads the body himself. `list`: one JSON object with `data` is wanted. */
export type WireMode = 'answer' | 'list'

/** The way of one request to the network, and what was seen on it. */
export interface Wire {
  readonly fetch: Fetch
  /** Whether any answer, good or bad, has begun. */
  answered(): boolean
  /** The headers of the answer, once there is one. */
  headers(): Headers | undefined
  /** The body of a good answer, once there is one. */
  body(): WireBody | undefined
}

/** What a request may tell of us. Everything else that a client library adds, from its own or the environment, stays here. */
const sentHeaders = ['accept', 'authorization', 'content-type', 'x-api-key', 'anthropic-version']

/**
 * Wraps `fetch` for one request of a client library: sends only the headers that are ours, follows no redirect, so
 * that a key reaches one host only, and gives the library those bodies to read that it reads well: complaints and lists.
 */
export function createWire(
  fetch: Fetch,
  endpoint: ModelEndpoint,
  options: { readonly mode: WireMode; readonly watch: Watch; readonly userAgent: string },
): Wire {
  const { mode, watch, userAgent } = options
  let answer: Response | undefined
  let body: WireBody | undefined
  return {
    answered: () => answer !== undefined,
    headers: () => answer?.headers,
    body: () => body,
    async fetch(input, init) {
      const headers = headersOf(init?.headers, userAgent)
      const response = await fetch(input, { ...init, headers, redirect: 'manual' })
      answer = response
      watch.touch()
      if (response.status >= 300 && response.status < 400) throw redirected(response, endpoint)
      if (!response.body) return response
      const opened = openBody(response.body, watch)
      if (!response.ok) return withBody(response, await complaintIn(opened))
      body = opened
      return mode === 'answer' ? response : withBody(response, listOf(await readText(opened), endpoint))
    },
  }
}

function headersOf(given: RequestInit['headers'], userAgent: string): Headers {
  const all = new Headers(given)
  const headers = new Headers({ 'user-agent': userAgent })
  for (const name of sentHeaders) {
    const value = all.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

function withBody(response: Response, body: string): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

// The status says enough when the rest is lost on the way.
async function complaintIn(body: WireBody): Promise<string> {
  try {
    return await readText(body)
  } catch {
    return ''
  } finally {
    body.leave()
  }
}

function redirected(response: Response, endpoint: ModelEndpoint): ParleyError {
  const target = redact(response.headers.get('location') ?? '', endpoint)
  void response.body?.cancel()
  return notAnEndpoint(endpoint, `${response.status} → ${target}`)
}

/** What came is a page or something else that no endpoint of the protocol says. */
export function notAnEndpoint(endpoint: ModelEndpoint, providerMessage: string): ParleyError {
  return new ParleyError('not-an-endpoint', { params: { url: endpoint.baseUrl }, providerMessage })
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
