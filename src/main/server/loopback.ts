import { isIP } from 'node:net'

/**
 * True when a Host header names this server by a name that cannot be made to point elsewhere: an address of the
 * loopback range or `localhost`, with the right port. A page that rebinds its own name to 127.0.0.1 sends that name.
 */
export function isLoopbackHost(host: string | undefined, port: number): boolean {
  const url = host === undefined ? null : URL.parse(`http://${host}`)
  if (!url || url.host !== host?.toLowerCase() || url.pathname !== '/') return false
  if (Number(url.port || 80) !== port) return false
  const name = url.hostname
  return name === 'localhost' || name === '[::1]' || (isIP(name) === 4 && name.startsWith('127.'))
}

/** True when the page that asks was served by this server. A browser cannot forge or leave out this header. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && host !== undefined && origin === `http://${host}`
}
