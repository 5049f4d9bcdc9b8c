/** Reads values from a wire that may hold anything. */
export type Loose = Readonly<Record<string, unknown>>

/** The value as an object; an empty one for anything else. */
export function looseOf(value: unknown): Loose {
  return isLoose(value) ? value : nothing
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object that a JSON text is; undefined for anything else. */
export function parsedLoose(text: string): Loose | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isLoose(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The value as a list; an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

/** The value as a text; an empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The value as a count of tokens, or `undefined` for anything that is none: negative, endless, beyond all sense. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= mostTokens ? Math.trunc(value) : undefined
}

const mostTokens = 1e12
const nothing: Loose = Object.freeze({})
const none: readonly unknown[] = Object.freeze([])
