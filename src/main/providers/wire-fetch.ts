import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'
import { openBody, readText } from './wire-body.ts'
import { redact } from './wire-text.ts'

export type Fetch = typeof globalThis.fetch

/** What a request may tell of us. Everything else that a client library adds, from its own or the environment, stays here. */
const sentHeaders = ['accept', 'authorization', 'content-type', 'x-api-key', 'anthropic-version']

/**
 * Wraps `fetch` for a client library: sends only the headers that are ours, follows no redirect, so that a key reaches
 * one host only, and reads complaints within limits. Throws ParleyError `not-an-endpoint` at a redirect.
 */
export function createWireFetch(fetch: Fetch, endpoint: ModelEndpoint, userAgent: string): Fetch {
  return async (input, init) => {
    const headers = headersOf(init?.headers, endpoint, userAgent)
    const response = await fetch(input, { ...init, headers, redirect: 'manual' })
    if (response.status >= 300 && response.status < 400) throw redirected(response, endpoint)
    return response.ok || !response.body ? response : withBody(response, await complaintIn(response.body))
  }
}

function headersOf(
  given: RequestInit['headers'],
  endpoint: ModelEndpoint,
  userAgent: string,
): Record<string, string> {
  const all = new Headers(given)
  // Ours last, so that nothing takes the place of the key.
  const headers: Record<string, string> = { ...endpoint.headers, 'user-agent': userAgent }
  for (const name of sentHeaders) {
    const value = all.get(name)
    if (value !== null) headers[name] = value
  }
  return headers
}

/** The same answer with another body. */
export function withBody(response: Response, body: string): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

// The status says enough when the rest is lost on the way.
async function complaintIn(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const body = openBody(stream)
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
