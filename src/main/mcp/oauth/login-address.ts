import { isLocalHost, isLoopbackHost } from '../../base/host-kind.ts'
import { ParleyError } from '../../core/errors.ts'

/**
 * Gives the address anew from its parts, or throws `mcp-login-refused`: a login goes over https only, and is on this
 * computer only where the server is, then also without TLS. `what` names the address in the sentence.
 */
export function loginAddress(server: string, serverUrl: string, what: string, address: string | URL): URL {
  const url = URL.parse(String(address))
  const here = isHere(url)
  const allowed = here ? isHere(URL.parse(serverUrl)) : url?.protocol === 'https:'
  const safe = url && allowed && (url.protocol === 'https:' || url.protocol === 'http:')
  if (!safe || url.username !== '' || url.password !== '') {
    throw new ParleyError('mcp-login-refused', { params: { server, what } })
  }
  return url
}

/**
 * Refuses a login at a server that is asked over the internet without TLS: whoever sits between could name another login,
 * and reads what is sent. Throws `mcp-login-refused`.
 */
export function refuseOpenServer(server: string, serverUrl: string): void {
  const { protocol, hostname } = new URL(serverUrl)
  if (protocol === 'https:' || isLocalHost(hostname)) return
  throw new ParleyError('mcp-login-refused', { params: { server, what: 'its address without https' } })
}

function isHere(url: URL | null): boolean {
  return url !== null && isLoopbackHost(url.hostname)
}
