import type { Socket } from 'node:net'
import { chooseProxy, type ProxySources } from './proxy-choice.ts'

/**
 * Tells for each address what opens a way to it through the proxy of the environment or the system; `undefined` where none
 * is due. Throws as `chooseProxy` does, the way as `openTunnel`.
 */
export function createProxyTunnels(
  sources: ProxySources,
): (url: URL) => Promise<(() => Promise<Socket>) | undefined> {
  return async (url) => {
    const proxy = await chooseProxy(url, 'environment', sources)
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    if (!proxy) return undefined
    return async () => {
      // Few have a proxy, and Node's HTTP takes longer to load than all that Parley needs at its start.
      const { openTunnel } = await import('./tunnel.ts')
      return openTunnel(proxy, `${url.hostname}:${port}`)
    }
  }
}
