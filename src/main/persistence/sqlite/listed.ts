import type { Listed, Stretch } from './protocol.ts'

/** What a stretch of rows gives, each read by `read`. */
export function listed<Row extends { readonly position: number }, Value>(
  rows: readonly Row[],
  { limit }: Pick<Stretch, 'limit'>,
  read: (row: Row) => Value,
): Listed<Value> {
  const last = rows.length < limit ? undefined : rows.at(-1)
  return { rows: rows.map(read), ...(last && { last: last.position }) }
}
