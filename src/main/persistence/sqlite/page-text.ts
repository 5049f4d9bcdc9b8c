/**
 * The rows that a query gives, each a JSON array, as one JSON text: a text crosses to another thread in one piece, where
 * thousands of fields would be copied one by one. Undefined when they cannot be read so; who reads the rows one at a time
 * learns which of them is damaged.
 */
export function pageText(query: () => readonly string[]): string | undefined {
  try {
    return `[${query().join(',')}]`
  } catch {
    return undefined
  }
}
