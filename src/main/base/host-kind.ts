/** True for a name or address of this very computer, as it stands in a URL. */
export function isLoopbackHost(hostname: string): boolean {
  const host = plain(hostname)
  return (
    host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1'
  )
}

/**
 * True for a name or address that no public server has: this computer, its own network, or a name without a domain.
 * By RFC 1918, RFC 4193, RFC 3927 and, for names, RFC 6762 and RFC 9476.
 */
export function isLocalHost(hostname: string): boolean {
  const host = plain(hostname)
  if (isLoopbackHost(host)) return true
  if (host.includes(':')) return /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/.test(host)
  if (/^\d+(\.\d+){3}$/.test(host)) return privateAddress.test(host)
  return !host.includes('.') || /\.(?:local|internal|lan|home\.arpa)$/.test(host)
}

const privateAddress = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./

// A URL writes an address of IPv6 in brackets, and a name may end with the dot of the root.
function plain(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '')
}
