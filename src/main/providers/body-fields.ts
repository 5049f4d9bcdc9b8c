import type { ModelEndpoint } from '../core/ports/model-client.ts'

/** The body of a question with the fields that the user adds for this endpoint, which win over ours. */
export function withFields<Body extends object>(body: Body, { body: fields }: ModelEndpoint): Body {
  return fields ? { ...body, ...fields } : body
}
