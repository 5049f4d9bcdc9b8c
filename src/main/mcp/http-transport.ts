import {
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type OAuthClientProvider,
  type Transport,
} from '@modelcontextprotocol/client'
import type { ReadyLaunch } from '../core/ports/tool-servers.ts'
import { createLineSplitter, longestMessage } from './line-splitter.ts'
import { createLoginFetch } from './oauth/login-fetch.ts'
import type { ServerHost } from './server-host.ts'

/**
 * Speaks with a server over HTTP. A redirect is followed only within the origin: the headers, which may hold a key, and
 * the question go nowhere else. No message may be longer than over standard streams.
 */
export function createHttpTransport(
  server: string,
  { type, url, headers }: Extract<ReadyLaunch, { type: 'http' | 'sse' }>,
  host: ServerHost,
  login: OAuthClientProvider | undefined,
): Transport {
  const loginFetch = createLoginFetch({ server, serverUrl: url, fetch: host.fetch })
  const { origin } = new URL(url)
  const options = {
    requestInit: { headers: { 'user-agent': `Parley/${host.version}`, ...headers } },
    redirectPolicy: 'same-origin' as const,
    ...(login && { authProvider: login }),
    // Whatever is not the server's own is about its login: where tokens are renewed is a stranger's word.
    fetch: async (address: string | URL, init?: RequestInit) =>
      new URL(address).origin === origin
        ? bounded(await host.fetch(address, init))
        : loginFetch(address, init),
  }
  return type === 'http'
    ? new StreamableHTTPClientTransport(new URL(url), options)
    : new SSEClientTransport(new URL(url), options)
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
