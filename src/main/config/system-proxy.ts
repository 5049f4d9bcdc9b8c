/**
 * The proxy in the system's answer, a list in the form of proxy auto-configuration such as `PROXY host:8080; DIRECT`,
 * as a URL. `undefined` means directly. A proxy of a kind that Parley does not speak is given all the same, so that it
 * is refused by name instead of being gone around.
 */
export function proxyInAnswer(answer: string): string | undefined {
  const ways = answer.split(';').map((way) => way.trim().split(/\s+/))
  for (const [kind = '', address = ''] of ways) {
    if (kind === 'DIRECT') return undefined
    if (kind === 'PROXY' || kind === 'HTTP') return `http://${address}`
    if (kind === 'HTTPS') return `https://${address}`
  }
  const [kind = '', address] = ways[0] ?? []
  return address === undefined ? undefined : `${kind.toLowerCase()}://${address}`
}
