import { isLoopbackHost } from '../base/host-kind.ts'
import { readProxyUrl, withoutCredentials } from '../base/proxy-url.ts'
import { ParleyError } from '../core/errors.ts'
import type { ModelNetwork } from '../core/ports/model-client.ts'
import type { ProxyVariables } from '../core/ports/overrides.ts'

/** A proxy to go through. `credentials` are `user:password`; they stand in no failure and no log. */
export interface Proxy {
  readonly url: URL
  readonly credentials?: string
}

/** What decides about proxies when a provider has none of its own. */
export interface ProxySources {
  readonly variables: ProxyVariables
  /** The system's proxy for an address, as `http://host:port`; absent where no system is asked. */
  readonly system?: ((url: string) => Promise<string | undefined>) | undefined
}

/**
 * The proxy for an address; `undefined` to go directly. This computer is never reached through one. Throws
 * `proxy-invalid`.
 */
export async function chooseProxy(
  target: URL,
  wish: ModelNetwork['proxy'],
  { variables, system }: ProxySources,
): Promise<Proxy | undefined> {
  if (wish === 'none' || isLoopbackHost(target.hostname)) return undefined
  if (wish !== 'environment') return proxyOf(wish.url, wish.credentials)
  const { http, https, all } = variables
  const named = (target.protocol === 'https:' ? https : http) ?? all
  if (named !== undefined) return isExcepted(target, variables.no ?? '') ? undefined : proxyOf(named)
  const ofSystem = await system?.(target.href)
  return ofSystem === undefined ? undefined : proxyOf(ofSystem)
}

/** Whether NO_PROXY names the address: `*`, a name with its subdomains, an address, each with or without a port. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const targetPort = port || (protocol === 'https:' ? '443' : '80')
  const host = hostname.toLowerCase()
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      const [, name = '', only] = /^(\[.*\]|[^:]*|[^[].*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? []
      const bare = name.replace(/^\*?\./, '').replace(/^([^[].*:.*)$/, '[$1]')
      if (bare === '' || (only !== undefined && only !== targetPort)) return false
      return bare === '*' || host === bare || host.endsWith(`.${bare}`)
    })
}

function proxyOf(text: string, given?: string): Proxy {
  const read = readProxyUrl(text)
  if (!read) throw new ParleyError('proxy-invalid', { params: { proxy: withoutCredentials(text) } })
  const credentials = given ?? read.credentials
  return { url: new URL(read.url), ...(credentials !== undefined && { credentials }) }
}
