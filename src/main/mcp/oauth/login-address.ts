import { isLoopbackHost } from '../../base/host-kind.ts'
import { ParleyError } from '../../core/errors.ts'

/**
 * Gives the address anew from its parts, or throws `mcp-login-refused`: a login goes over https only. A server on this
 * computer may have its login there too, without TLS. `what` names the address in the sentence.
 */
export function loginAddress(server: string, serverUrl: string, what: string, address: string | URL): URL {
  const url = URL.parse(String(address))
  const local = isLocal(URL.parse(serverUrl)) && isLocal(url)
  const safe = url && (url.protocol === 'https:' || (url.protocol === 'http:' && local))
  if (!safe || url.username !== '' || url.password !== '') {
    throw new ParleyError('mcp-login-refused', { params: { server, what } })
  }
  return url
}

function isLocal(url: URL | null): boolean {
  return url !== null && isLoopbackHost(url.hostname)
}
