import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import type { ModelNetwork } from '../core/ports/model-client.ts'
import { objectionTo, trustWith } from './certificates.ts'
import { chooseProxy, type ProxySources } from './proxy-choice.ts'
import { openTunnel } from './tunnel.ts'

type Build = typeof buildConnector
type Connect = buildConnector.connector

/**
 * Makes what opens connections for one provider: directly or through a proxy, which is chosen anew for each connection,
 * because networks change; trusting whom this provider may trust. Throws `certificate-file-invalid`.
 */
export async function createConnector(
  build: Build,
  { proxy, caFile, selfSigned }: ModelNetwork,
  sources: ProxySources,
): Promise<Connect> {
  const open = build({
    allowH2: false,
    ...(caFile !== undefined && { ca: await trustWith(caFile) }),
    // Not checked by the library but below: all that is wrong with it except who signed it is still refused. A session
    // that is taken up again would come without the certificate.
    ...(selfSigned && { rejectUnauthorized: false, maxCachedSessions: 0 }),
  })
  const connect = selfSigned ? checked(open) : open
  const go: Through = async (options, callback) => {
    const tunnel = await tunnelFor(options, proxy, sources)
    if (!tunnel) connect(options, callback)
    else if (options.protocol === 'https:') connect({ ...options, httpSocket: tunnel }, callback)
    else callback(null, tunnel)
  }
  return (options, tell) => {
    go(options, tell).catch((error: unknown) => fail(tell, error))
  }
}

type Through = (...given: Parameters<Connect>) => Promise<void>

function fail(tell: buildConnector.Callback, error: unknown): void {
  tell(error instanceof Error ? error : new Error(String(error)), null)
}

/** A tunnel through the proxy that is due, or `undefined` where none is. */
async function tunnelFor(
  { protocol, hostname, port }: buildConnector.Options,
  wish: ModelNetwork['proxy'],
  sources: ProxySources,
): Promise<Socket | undefined> {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname
  const authority = `${host}:${port || (protocol === 'https:' ? '443' : '80')}`
  const proxy = await chooseProxy(new URL(`${protocol}//${authority}`), wish, sources)
  return proxy && openTunnel(proxy, authority)
}

function checked(open: Connect): Connect {
  return (options, callback) =>
    open(options, (error, socket) => {
      if (error !== null) return callback(error, null)
      const wrong = socket instanceof TLSSocket ? objectionTo(socket, options.hostname) : undefined
      if (!wrong) return callback(null, socket)
      socket.destroy()
      return callback(wrong, null)
    })
}
