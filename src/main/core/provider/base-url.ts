import { ParleyError } from '../errors.ts'

/**
 * The address as it is used: http or https, without credentials, without a slash at its end.
 * Throws `base-url-invalid`.
 */
export function checkBaseUrl(text: string, provider: string): string {
  const trimmed = text.trim()
  const url = URL.parse(trimmed)
  const good = url && ['http:', 'https:'].includes(url.protocol) && url.host && !url.username && !url.password
  if (!good || /[?#\s]/.test(trimmed))
    throw new ParleyError('base-url-invalid', { params: { url: trimmed, provider } })
  return trimmed.replace(/\/+$/, '')
}
