/**
 * Rows on their way from the thread of the database to ours, as JSON: for each row an array of its plain columns, and
 * behind it what its other columns hold, which is JSON as it was stored. One text crosses in one piece, where thousands of
 * fields would be copied one by one, and SQLite makes it in less time than its rows take to become objects here.
 */
export type PageText = string

/**
 * The query of a page. `from` begins with that word and may end in a limit, whose order the text keeps. What is stored is
 * not looked at.
 */
export function pageQuery(columns: {
  readonly plain: string
  readonly json: readonly string[]
  readonly from: string
}): string {
  const stored = columns.json.map((column) => `ifnull(${column}, 'null')`)
  const row = [`json_array(${columns.plain})`, ...stored].join(`, ',', `)
  return `select '[' || ifnull(group_concat(line), '') || ']' from (select concat('[', ${row}, ']') as line ${columns.from})`
}

/** The rows again, each of all its columns; undefined when one of those that hold JSON does not. */
export function rowsOf(page: PageText, json: number): readonly (readonly unknown[])[] | undefined {
  const rows = parsed(page)
  if (!Array.isArray(rows)) return undefined
  // What is damaged may also be one value too many.
  const isWhole = (row: unknown): row is readonly [readonly unknown[], ...unknown[]] =>
    Array.isArray(row) && row.length === json + 1 && Array.isArray(row[0])
  return rows.every(isWhole) ? rows.map(([plain, ...stored]) => [...plain, ...stored]) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
