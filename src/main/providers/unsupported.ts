import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'

/** What is asked for cannot be said in the protocol; to leave it out in silence would be a lie. */
export function unsupported(
  { name }: Pick<ModelEndpoint, 'name'>,
  option: string,
  reason: string,
): ParleyError {
  return new ParleyError('option-unsupported', { params: { provider: name, option, reason } })
}

/** The protocol makes no vectors. */
export function withoutEmbeddings({ name }: Pick<ModelEndpoint, 'name'>): ParleyError {
  return new ParleyError('embeddings-unsupported', { params: { provider: name } })
}
