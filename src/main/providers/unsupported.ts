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
