/** A proxy's address, and apart from it `user:password` where it held them. */
export interface ProxyUrl {
  readonly url: string
  readonly credentials?: string
}

/**
 * Takes user and password out of a proxy's address, so that it can be shown. A scheme that is left out is http.
 * `undefined` for what is no address of a proxy over http or https.
 */
export function readProxyUrl(text: string): ProxyUrl | undefined {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.host === '') return undefined
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`
  return { url: `${url.protocol}//${url.host}`, ...(url.username !== '' && { credentials }) }
}

/** What may be shown of a text that is no such address: what stands behind user and password. */
export function withoutCredentials(text: string): string {
  return text.trim().replace(/^.*@/, '')
}

// A per cent sign that is no code stands for itself, as people write it.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
