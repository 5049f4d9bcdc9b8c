import { packJson } from './lossless.ts'

/** UTF-16 units of JSON in one statement, unless one row alone is longer. */
const maxLength = 8_000_000

/** The rows as JSON arrays for `jsonb_array_elements`, in order: one for each statement. None when there are no rows. */
export function jsonRows(rows: readonly unknown[]): readonly string[] {
  const batches: string[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const text = packJson(row)
    if (length + text.length > maxLength) {
      batches.push([])
      length = 0
    }
    batches.at(-1)?.push(text)
    length += text.length
  }
  return batches.map((batch) => `[${batch.join(',')}]`)
}
