import { ParleyError } from '../errors.ts'

/** A proxy's address, and apart from it `user:password` where it held them. */
export interface SplitProxy {
  readonly url: string
  readonly credentials?: string
}

/** Takes user and password out of a proxy's address, so that it can be shown. Throws `proxy-invalid`, without either. */
export function splitProxy(text: string): SplitProxy {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.host === '')
    throw new ParleyError('proxy-invalid', { params: { proxy: trimmed.replace(/^.*@/, '') } })
  const { username, password } = url
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { url: `${url.protocol}//${url.host}`, ...(username !== '' && { credentials }) }
}
