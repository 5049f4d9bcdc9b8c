import { parsedLoose } from './loose.ts'

/** The arguments of a call as an object, whatever the model wrote: what is none stands in a field of one. */
export function inputOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
    return value === null ? {} : { value }
  } catch {
    return text.trim() === '' ? {} : { text }
  }
}

/** The same as text: as the model wrote it where that is an object. Several servers parse it and fail on anything else. */
export function argumentsOf(text: string): string {
  return parsedLoose(text) ? text : JSON.stringify(inputOf(text))
}
