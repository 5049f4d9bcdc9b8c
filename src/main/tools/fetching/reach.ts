import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { untilAborted } from '../../base/abort.ts'
import { isLocalHost } from '../../base/host-kind.ts'
import { isMetadataAddress, isPublicAddress } from './address-kind.ts'
import { portOf } from './fetch-target.ts'

/** How names become addresses and addresses become connections. */
export interface Reach {
  /** All addresses of a name, in the order in which they are tried. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>
  /** A connection to one of these addresses and to no other. */
  readonly dial: (addresses: readonly string[], port: number, signal: AbortSignal) => Promise<Socket>
  /** What opens a connection through the proxy that is due for an address; `undefined` where none is. */
  readonly proxyFor: (url: URL) => Promise<(() => Promise<Socket>) | undefined>
}

/** The system's own resolver and sockets. */
export const systemReach: Pick<Reach, 'resolve' | 'dial'> = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  dial,
}

/**
 * Opens the connection for an address after looking at where it leads. What is connected to is what was looked at: the
 * name is asked for once. `localOrigin` is the one origin that may lie in the user's own network. Through a proxy, which
 * asks for the name itself, only what this computer knows of the name can be looked at.
 */
export async function openConnection(
  reach: Reach,
  url: URL,
  localOrigin: string | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  const isLocal = url.origin === localOrigin
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const openTunnel = await untilAborted(reach.proxyFor(url), signal)
  const addresses = await addressesOf(reach, hostname, signal).catch((error: unknown) => {
    // Behind a proxy this computer often knows no names of the internet; those of its own network it must not ask for.
    if (!openTunnel || signal.aborted || (isLocalHost(hostname) && !isLocal)) throw error
    return []
  })
  if (addresses.some((address) => !isOpen(address, isLocal))) {
    throw new Error(`${url.hostname} is inside a network that is not public, where nothing is read`)
  }
  if (openTunnel) return untilAborted(openTunnel(), signal)
  return reach.dial(addresses, portOf(url), signal)
}

async function addressesOf({ resolve }: Reach, hostname: string, signal: AbortSignal) {
  return isIP(hostname) === 0 ? untilAborted(resolve(hostname), signal) : [hostname]
}

function isOpen(address: string, isLocal: boolean): boolean {
  return isPublicAddress(address) || (isLocal && !isMetadataAddress(address))
}

function dial(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  // The name is only a place for the addresses: Node tries them in turn, and asks nobody else.
  const socket = connect({
    host: 'checked.invalid',
    port,
    autoSelectFamily: true,
    lookup: (_host, _options, tell) => tell(null, found),
  })
  const stop = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
  signal.addEventListener('abort', stop, { once: true })
  socket.once('error', reject)
  socket.once('close', () => signal.removeEventListener('abort', stop))
  socket.once('connect', () => resolve(socket))
  if (signal.aborted) stop()
  return promise
}
