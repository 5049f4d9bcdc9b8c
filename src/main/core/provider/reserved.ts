import type { BodyFields } from '../../../contract/provider-network.ts'
import { ParleyError } from '../errors.ts'

// What a key, the protocol or the connection decides. A key in a header of one's own would go around its store's rules.
const reservedHeaders =
  /^(?:authorization|x-api-key|anthropic-version|host|accept|accept-encoding|content-.*|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|cookie|proxy-.*|user-agent)$/

const reservedFields = new Set(['model', 'messages', 'input', 'system', 'instructions', 'tools', 'stream'])

/** Throws `header-reserved` for a header that is not the user's to set. */
export function checkHeader(name: string): void {
  if (reservedHeaders.test(name)) throw new ParleyError('header-reserved', { params: { name } })
}

/** Throws `body-field-reserved` when a field would replace the question itself. */
export function checkBody(body: BodyFields): void {
  const field = Object.keys(body).find((name) => reservedFields.has(name))
  if (field !== undefined) throw new ParleyError('body-field-reserved', { params: { field } })
}
