/**
 * The address that is checked and then used: read once, by the parser that everything here shares. Throws for what is
 * no address of the web, and for forms that other parsers read differently.
 */
export function readTarget(text: string, base?: URL): URL {
  // A parser of URLs drops tabs and line ends and takes a backslash for a slash; not all of them do.
  if (hasDoubtfulCharacters(text)) throw new Error('the address has characters in it that no address has')
  const url = URL.parse(text, base?.href)
  if (!url) throw new Error('it is no whole address; write it with https:// and a host')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Error(`only http and https addresses can be read, not ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('an address with a user name or password in it is not used; leave them out')
  }
  return url
}

function hasDoubtfulCharacters(text: string): boolean {
  return /[\s\\\p{Cc}]/u.test(text)
}

/** The port of an address, also where it is the usual one of its scheme. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
