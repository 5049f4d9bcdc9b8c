/** A value as a person would lay it out. */
export type Pretty =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [name: string, value: string])[] }

const INDENT = 2

/** A longer text, in characters, stays as it is, and more names stand in a text: nobody reads them as a table. */
const MOST_CHARACTERS = 200_000
const MOST_NAMES = 200

/** Reads JSON into names and values, or indented text when it is nested as a list; anything else stays as it is. */
export function prettyOf(source: string): Pretty {
  const value = source.length > MOST_CHARACTERS ? undefined : parse(source)
  if (typeof value !== 'object' || value === null) return { kind: 'text', text: source }
  if (Array.isArray(value) || Object.keys(value).length > MOST_NAMES)
    return { kind: 'json', text: JSON.stringify(value, null, INDENT) }
  const pairs = Object.entries(value).map(([name, each]): readonly [string, string] => [name, write(each)])
  return { kind: 'pairs', pairs }
}

function write(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('\n')
  return JSON.stringify(value, null, INDENT) ?? ''
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
