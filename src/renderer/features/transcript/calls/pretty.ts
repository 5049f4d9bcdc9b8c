/** A value as a person would lay it out. */
export type Pretty =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [name: string, value: string])[] }

const INDENT = 2

/** Reads JSON into names and values, or indented text when it is nested as a list; anything else stays as it is. */
export function prettyOf(source: string): Pretty {
  const value = parse(source)
  if (typeof value !== 'object' || value === null) return { kind: 'text', text: source }
  if (Array.isArray(value)) return { kind: 'json', text: JSON.stringify(value, null, INDENT) }
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
