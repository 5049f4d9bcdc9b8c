import type { IncomingHttpHeaders } from 'node:http'
import type { Client, Dispatcher } from 'undici'
import { reasonOf } from '../../core/errors.ts'
import { readTarget } from './fetch-target.ts'
import { openConnection, type Reach } from './reach.ts'
import { acceptedEncodings, readBody, tooLarge } from './read-body.ts'

export interface FetchRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  /** Sent to the origin of `url` and to no other that a redirect names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** An origin that the user named and that may therefore lie in a network of his own. */
  readonly localOrigin?: string | undefined
  /** Called with the media type before the body is read; throws where that type is of no use. */
  readonly checkType?: (mediaType: string) => void
}

export interface FetchedAnswer {
  /** Where the answer came from, after all redirects. */
  readonly url: URL
  readonly status: number
  /** As in `text/html`, in small letters; empty when the server said none. */
  readonly mediaType: string
  /** The charset that the server named. */
  readonly charset: string | undefined
  readonly body: Buffer
}

/**
 * Asks the web for something on behalf of a model. Reaches public addresses only, follows at most five redirects, each of
 * which is checked like the first address, and gives up on what is too large or too slow. Throws an Error that says what
 * went wrong; keys that were sent stand in none of them.
 */
export type GuardedFetch = (request: FetchRequest, signal: AbortSignal) => Promise<FetchedAnswer>

export interface FetchLimits {
  /** Milliseconds for the whole, with redirects. */
  readonly wholeMs: number
  /** Bytes of a body after unpacking. */
  readonly bodyBytes: number
}

export const usualLimits: FetchLimits = { wholeMs: 60_000, bodyBytes: 20_000_000 }
const mostRedirects = 5
const mostHeaderBytes = 32_768
const redirects = new Set([301, 302, 303, 307, 308])

/** Makes the one way to the web for tools. */
export function createGuardedFetch(
  reach: Reach,
  userAgent: string,
  limits: FetchLimits = usualLimits,
): GuardedFetch {
  return async (request, signal) => {
    const limit = AbortSignal.timeout(limits.wholeMs)
    const whole: Journey = { reach, userAgent, limits, signal: AbortSignal.any([signal, limit]) }
    let url = readTarget(request.url)
    try {
      let hop: Hop = request
      for (let count = 0; count <= mostRedirects; count += 1) {
        const outcome = await visit(whole, url, hop)
        if ('body' in outcome) return outcome
        hop = nextHop(hop, outcome, url)
        url = outcome.to
      }
      throw new Error(`it leads on to another address more than ${mostRedirects} times`)
    } catch (error) {
      if (signal.aborted) throw error
      if (limit.aborted) {
        const seconds = String(limits.wholeMs / 1000)
        throw new Error(`${url.host} gave no whole answer within ${seconds} s`, { cause: error })
      }
      throw explained(error, url)
    }
  }
}

interface Journey {
  readonly reach: Reach
  readonly userAgent: string
  readonly limits: FetchLimits
  readonly signal: AbortSignal
}

type Hop = Omit<FetchRequest, 'url'>
interface Redirect {
  readonly status: number
  readonly to: URL
}

// By the Fetch standard: 303 asks for the next address with GET, and so do 301 and 302 after POST.
function nextHop(hop: Hop, { status, to }: Redirect, from: URL): Hop {
  const { method = 'GET', headers, body, ...rest } = hop
  const asGet = status === 303 || (method === 'POST' && status < 303)
  const sameOrigin = to.origin === from.origin
  if (!asGet && !sameOrigin && body !== undefined)
    throw new Error('it sends what was asked to another server')
  return {
    ...rest,
    ...(sameOrigin && headers && { headers }),
    ...(!asGet && { method, ...(body !== undefined && { body }) }),
  }
}

async function visit(journey: Journey, url: URL, hop: Hop): Promise<FetchedAnswer | Redirect> {
  const client = await openClient(journey, url, hop.localOrigin)
  try {
    const answer = await client.request({
      path: `${url.pathname}${url.search}`,
      method: hop.method ?? 'GET',
      headers: {
        'user-agent': journey.userAgent,
        accept: '*/*',
        'accept-encoding': acceptedEncodings,
        ...hop.headers,
      },
      ...(hop.body !== undefined && { body: hop.body }),
      signal: journey.signal,
    })
    return await readAnswer(journey, url, hop, answer)
  } finally {
    // Nothing that is still on its way is wanted any more.
    client.destroy().catch(() => undefined)
  }
}

async function readAnswer(
  { limits, signal }: Journey,
  url: URL,
  hop: Hop,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<FetchedAnswer | Redirect> {
  // What is not read to its end complains when the connection goes away.
  body.on('error', () => undefined)
  const location = only(headers, 'location')
  if (redirects.has(statusCode) && location !== undefined) {
    return { status: statusCode, to: readTarget(location, url) }
  }
  const [mediaType = '', ...parameters] = (only(headers, 'content-type') ?? '').toLowerCase().split(';')
  const type = mediaType.trim()
  if (statusCode < 300) hop.checkType?.(type)
  if (Number(only(headers, 'content-length') ?? 0) > limits.bodyBytes) throw tooLarge(limits.bodyBytes)
  const unpacked = await readBody(body, only(headers, 'content-encoding'), limits.bodyBytes, signal)
  const charset = parameters.map((text) => /^\s*charset="?([\w-]+)/.exec(text)?.[1]).find(Boolean)
  return { url, status: statusCode, mediaType: type, charset, body: unpacked }
}

function only(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

// One client a hop, bound to the one connection that was checked for it.
async function openClient(
  { reach, signal, limits }: Journey,
  url: URL,
  localOrigin: string | undefined,
): Promise<Client> {
  const undici = await import('undici')
  const secure = undici.buildConnector({ timeout: limits.wholeMs })
  const socket = await openConnection(reach, url, localOrigin, signal)
  socket.on('error', () => undefined)
  let used = false
  return new undici.Client(url.origin, {
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: limits.wholeMs,
    bodyTimeout: limits.wholeMs,
    connect(options, callback) {
      // The client waits for an answer that comes later than the question.
      queueMicrotask(() => {
        // A second connection would be one that nobody checked.
        if (used) callback(new Error('the connection was lost'), null)
        else if (options.protocol === 'https:') secure({ ...options, httpSocket: socket }, callback)
        else callback(null, socket)
        used = true
      })
    },
  })
}

// What Node and undici say names no server and is for programmers.
function explained(error: unknown, { host }: URL): Error {
  const code = codeOf(error)
  if (code === undefined) return error instanceof Error ? error : new Error(reasonOf(error))
  if (/^(?:ENOTFOUND|EAI_AGAIN|ENODATA)$/.test(code)) {
    return new Error(`${host} was not found; there may be no network, or no such name`, { cause: error })
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new Error(`${host} sent headers beyond the limit`, { cause: error })
  if (/^(?:Z_|ERR_.*BROTLI|ERR__ERROR)/.test(code)) {
    return new Error(`what ${host} sent cannot be unpacked`, { cause: error })
  }
  return new Error(`${host} could not be reached or broke off (${code})`, { cause: error })
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
