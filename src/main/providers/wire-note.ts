import type { WireNote } from '../../contract/wire-note.ts'

const longestText = 200
const mostLimits = 32
const requestIdHeaders = ['x-request-id', 'request-id', 'x-amzn-requestid', 'apim-request-id', 'cf-ray']
const limitHeader = /^(?:x-ratelimit-|anthropic-ratelimit-|ratelimit-|x-ratelimit$)/

/** What the body of an answer says of itself. */
export function noteOfBody(responseId: string, finishReason: string | undefined): WireNote {
  return {
    ...(responseId && { responseId: kept(responseId) }),
    ...(finishReason && { finishReason: kept(finishReason) }),
  }
}

/** What the headers of an answer or a complaint say; nothing without them. */
export function noteOfHeaders(headers: Headers | undefined): WireNote {
  if (!headers) return {}
  const requestId = requestIdHeaders.map((name) => headers.get(name)).find(Boolean)
  const rateLimits = [...headers]
    .filter(([name]) => limitHeader.test(name))
    .slice(0, mostLimits)
    .map(([name, value]) => ({ name: kept(name), value: kept(value) }))
  return {
    ...(requestId && { requestId: kept(requestId) }),
    ...(rateLimits.length > 0 && { rateLimits }),
  }
}

/** Both in one, as a field that is absent when nothing was said. */
export function wireField(...notes: readonly (WireNote | undefined)[]): { readonly wire?: WireNote } {
  const wire: WireNote = Object.assign({}, ...notes)
  return Object.keys(wire).length > 0 ? { wire } : {}
}

function kept(text: string): string {
  return text.slice(0, longestText).toWellFormed().replaceAll('\0', '\uFFFD')
}
