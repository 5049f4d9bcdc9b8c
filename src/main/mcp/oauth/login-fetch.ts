import { ParleyError } from '../../core/errors.ts'
import { loginAddress } from './login-address.ts'

const longestAnswer = 256 * 1024
const longestMs = 10_000

export type LoginFetch = (url: string | URL, init?: RequestInit) => Promise<Response>

export interface LoginFetchOptions {
  readonly server: string
  readonly serverUrl: string
  readonly fetch: typeof fetch
}

/**
 * Makes the fetch by which everything about a login is asked: addresses come from strangers' documents, and tokens go to
 * some of them. Each is checked, no redirect is followed, an answer has at most 256 KiB and ten seconds. Throws
 * ParleyError `mcp-login-refused`, `mcp-login-failed`.
 */
export function createLoginFetch({ server, serverUrl, fetch: send }: LoginFetchOptions): LoginFetch {
  return async (address, init = {}) => {
    const url = loginAddress(server, serverUrl, 'an address of the login', address)
    const timeout = AbortSignal.timeout(longestMs)
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    try {
      const response = await send(url, { ...init, redirect: 'manual', signal })
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel()
        // Another place may have the document; this one has not.
        return new Response(null, { status: 404 })
      }
      return await boundedAnswer(server, response)
    } catch (error) {
      if (error instanceof ParleyError || !timeout.aborted) throw error
      throw new ParleyError('mcp-login-failed', {
        params: { server, reason: `no answer within ${longestMs / 1000} s` },
        cause: error,
      })
    }
  }
}

async function boundedAnswer(server: string, response: Response): Promise<Response> {
  const { status, headers } = response
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > longestAnswer) throw refused(server, 'an answer of more than 256 kB')
    chunks.push(chunk)
  }
  const empty = status === 204 || status === 205
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers })
}

function refused(server: string, what: string): ParleyError {
  return new ParleyError('mcp-login-refused', { params: { server, what } })
}
