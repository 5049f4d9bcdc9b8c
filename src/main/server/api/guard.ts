import type { IncomingMessage } from 'node:http'
import { isSameToken } from '../token.ts'
import { ApiError } from './api-error.ts'

export interface GuardOptions {
  readonly port: number
  readonly token: string
}

/**
 * Why a request is not let in, by its head alone; undefined when it is. The same for every path, those that do not exist
 * included. A page of a browser is never let in, whatever it shows.
 */
export function refusalOf(request: IncomingMessage, { port, token }: GuardOptions): ApiError | undefined {
  const { headers, method = '', url = '' } = request
  if (!isOwnHost(request, port)) return new ApiError(403, 'This address is not for you.')
  if (!url.startsWith('/')) return new ApiError(403, 'This address is not for you.')
  if (headers.origin !== undefined || isFromPage(headers['sec-fetch-site'])) {
    return new ApiError(403, 'Pages of a browser are not answered here.')
  }
  const shown = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (shown === undefined || !isSameToken(shown, token)) {
    return new ApiError(401, 'The token is missing or wrong. It is in Parley, Settings, Local API.', {
      code: 'invalid_api_key',
    })
  }
  if (method === 'POST' && !isJson(headers['content-type'])) {
    return new ApiError(415, 'The content type must be application/json.')
  }
  return undefined
}

// Exactly the three names of this computer: another one may be a page's that was made to point here.
function isOwnHost({ rawHeaders }: IncomingMessage, port: number): boolean {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  const [host = ''] = hosts
  const names = ['127.0.0.1', '[::1]', 'localhost'].map((name) => `${name}:${port}`)
  return hosts.length === 1 && names.includes(host.toLowerCase())
}

// A browser says by itself where a request comes from; `none` is what somebody typed.
function isFromPage(site: string | string[] | undefined): boolean {
  return site !== undefined && site !== 'none'
}

function isJson(type: string | undefined): boolean {
  return /^application\/json *(?:;|$)/i.test(type ?? '')
}
