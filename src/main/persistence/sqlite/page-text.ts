/**
 * Rows on their way from the thread of the database to ours: two texts cross in two pieces, where thousands of fields would
 * be copied one by one.
 */
export interface PageText {
  /** How many columns at the end of each row are JSON. */
  readonly json: number
  /** The columns before those, row by row. */
  readonly plain: string
  /** The JSON of all rows, as it is stored, in one array. */
  readonly stored: string
}

/** The texts of rows whose last columns are JSON. What is stored is not looked at. */
export function pageText(rows: readonly (readonly unknown[])[], json: number): PageText {
  const stored = rows
    .flatMap((row) => row.slice(-json))
    .map((text) => (typeof text === 'string' ? text : 'null'))
  return {
    json,
    plain: JSON.stringify(rows.map((row) => row.slice(0, -json))),
    stored: `[${stored.join(',')}]`,
  }
}

/** The rows again, with what their JSON says; undefined when one of them holds no JSON. */
export function rowsOf({ json, plain, stored }: PageText): readonly (readonly unknown[])[] | undefined {
  try {
    const rows: unknown = JSON.parse(plain)
    const values: unknown = JSON.parse(stored)
    if (!Array.isArray(rows) || !Array.isArray(values)) return undefined
    // What is damaged may also be one value too many.
    if (values.length !== rows.length * json) return undefined
    return rows.map((row, index) => [...row, ...values.slice(index * json, (index + 1) * json)])
  } catch {
    return undefined
  }
}
