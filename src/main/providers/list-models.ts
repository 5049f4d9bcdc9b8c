import type { ModelEndpoint } from '../core/ports/model-client.ts'
import { notAnEndpoint } from './wire-fetch.ts'
import { excerptOf } from './wire-text.ts'

/** A list of models as its protocol writes it. Some servers give the bare array. Throws `not-an-endpoint`. */
export function tidyList(text: string, endpoint: ModelEndpoint): string {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return JSON.stringify({ data: value })
    if (typeof value === 'object' && value && 'data' in value && Array.isArray(value.data)) return text
  } catch {
    // Not JSON: said below.
  }
  throw notAnEndpoint(endpoint, excerptOf(text, endpoint))
}

/** An answer that must be JSON, whatever is in it. Throws `not-an-endpoint`. */
export function tidyJson(text: string, endpoint: ModelEndpoint): string {
  try {
    JSON.parse(text)
    return text
  } catch {
    throw notAnEndpoint(endpoint, excerptOf(text, endpoint))
  }
}
