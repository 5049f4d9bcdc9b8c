import { withBody, type Fetch } from './wire-fetch.ts'

/**
 * Takes a complaint out of the list of one that Google wraps it in. The library looks for it in an object only, and
 * would call it an answer without a body.
 */
export function withPlainComplaints(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (response.ok) return response
    const body = await response.text()
    return withBody(response, plainOf(body))
  }
}

function plainOf(body: string): string {
  if (!body.trimStart().startsWith('[')) return body
  try {
    const list: unknown = JSON.parse(body)
    return Array.isArray(list) && list.length > 0 ? JSON.stringify(list[0]) : body
  } catch {
    return body
  }
}
