/** A row that begins with the number under which it was stored, and ends with JSON. */
interface NumberedRow {
  readonly number: number
  readonly json: string
}

/** Takes `<number> <words> <JSON>` apart; there are `words` words, none of them with a space in it. */
export function readNumbered(row: string, words = 0): NumberedRow {
  let from = row.indexOf(' ') + 1
  for (let word = 0; word < words; word++) from = row.indexOf(' ', from) + 1
  return { number: Number.parseInt(row, 10), json: row.slice(from) }
}

/** The JSON of rows in the order in which they were stored first. */
export function inOrder(rows: readonly string[], words = 0): readonly string[] {
  const numbered = rows.map((row) => readNumbered(row, words))
  return numbered.toSorted((one, other) => one.number - other.number).map(({ json }) => json)
}
