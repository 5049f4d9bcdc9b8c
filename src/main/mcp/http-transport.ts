import {
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type ReconnectionScheduler,
  type Transport,
} from '@modelcontextprotocol/client'
import type { ReadyLaunch } from '../core/ports/tool-servers.ts'
import { createLineSplitter, longestMessage } from './line-splitter.ts'
import type { ServerLogin } from './oauth/server-login.ts'
import type { ServerHost } from './server-host.ts'

/** A server says how soon a stream that ended is asked for again; none is asked without end, and none is forgotten. */
const shortestRetryMs = 100
const longestRetryMs = 5 * 60_000

/**
 * Speaks with a server over HTTP. A redirect is followed only within the origin: the headers, which may hold a key, and
 * the question go nowhere else. No message may be longer than over standard streams.
 */
export function createHttpTransport(
  { type, url, headers }: Extract<ReadyLaunch, { type: 'http' | 'sse' }>,
  host: ServerHost,
  login: ServerLogin | undefined,
): Transport {
  const given = { 'user-agent': `Parley/${host.version}`, ...headers }
  const options = {
    redirectPolicy: 'same-origin' as const,
    ...(login && { authProvider: login }),
    // Not handed to the SDK, which would send them to whoever is asked about the login as well.
    fetch: async (address: string | URL, init?: RequestInit) => {
      const sent = withGiven(init, given)
      const response = bounded(await host.fetch(address, sent))
      if (response.status === 401) login?.refused(response, sent.headers.get('authorization'))
      const token = response.status === 403 ? await login?.widen(response) : undefined
      if (token === undefined) return response
      await response.body?.cancel()
      sent.headers.set('authorization', `Bearer ${token}`)
      return bounded(await host.fetch(address, sent))
    },
    reconnectionScheduler: schedulerOf(host),
  }
  return type === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), options)
    : new SSEClientTransport(new URL(url), options)
}

// What the protocol sets itself stays: a token of a login comes before a header of that name.
function withGiven(init: RequestInit | undefined, given: Readonly<Record<string, string>>) {
  const headers = new Headers(init?.headers)
  for (const [name, value] of Object.entries(given)) if (!headers.has(name)) headers.set(name, value)
  return { ...init, headers }
}

function schedulerOf({ clock }: ServerHost): ReconnectionScheduler {
  return (reconnect, delay) =>
    clock.after(Math.min(Math.max(delay, shortestRetryMs), longestRetryMs), reconnect)
}

// A stream of events goes on for ever and is bounded line by line, any other answer as a whole.
function bounded(response: Response): Response {
  if (!response.body) return response
  const events = response.headers.get('content-type')?.startsWith('text/event-stream')
  const body = response.body.pipeThrough(events ? boundedLines() : boundedWhole())
  const { status, statusText, headers } = response
  const result = new Response(body, { status, statusText, headers })
  // The check of redirects reads these, which the constructor does not take.
  Object.defineProperties(result, {
    url: { value: response.url },
    redirected: { value: response.redirected },
    type: { value: response.type },
  })
  return result
}

function boundedLines(): TransformStream<Uint8Array, Uint8Array> {
  const split = createLineSplitter()
  return new TransformStream({
    transform(chunk, controller) {
      if (split(Buffer.from(chunk))) controller.enqueue(chunk)
      else controller.error(tooLong())
    },
  })
}

function boundedWhole(): TransformStream<Uint8Array, Uint8Array> {
  let length = 0
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length
      if (length <= longestMessage) controller.enqueue(chunk)
      else controller.error(tooLong())
    },
  })
}

function tooLong(): Error {
  return new Error('its answer is longer than 16 MB')
}
