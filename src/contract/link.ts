const openable: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/**
 * The only links that may leave Parley: http, https and mailto without credentials, re-serialised so that what is
 * opened is what was checked. Returns `undefined` for everything else.
 * `parse` is the platform's URL parser; it is an argument because this folder knows no platform.
 */
export function safeLink(text: string, parse: (text: string) => LinkParts | null): string | undefined {
  const url = parse(text)
  if (!url || !openable.has(url.protocol)) return undefined
  if (url.username || url.password) return undefined
  return url.href
}

/** The parts of a parsed URL that the check looks at. */
export interface LinkParts {
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly href: string
}
