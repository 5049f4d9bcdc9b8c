import type { z } from 'zod'
import { ParleyError } from '../core/errors.ts'

/** Reads a row back through the contract. `what` names it in the failure, such as `message m1`. */
export type ReadRow = <Schema extends z.ZodType>(
  schema: Schema,
  what: string,
  content: () => unknown,
) => z.output<Schema>

/** Makes the reader for one database. It throws `storage-corrupt` for a row that is not what the contract says. */
export function createRowReader(path: string): ReadRow {
  return (schema, what, content) => {
    const damaged = (where: string) =>
      new ParleyError('storage-corrupt', { params: { path, detail: `${what}: ${where}` } })
    let candidate: unknown
    try {
      candidate = content()
    } catch {
      // The parser's own words would quote the row, and this sentence may end in a log.
      throw damaged('malformed JSON')
    }
    const parsed = schema.safeParse(candidate)
    if (parsed.success) return parsed.data
    throw damaged(`${parsed.error.issues[0]?.path.join('.')} is not valid`)
  }
}

/** The same fields without those that are null, which is how a row says that there is nothing. */
export function withoutNulls(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  // Called for every row of a list, where the ways over arrays of entries take most of the time.
  for (const name in fields) if (fields[name] !== null) kept[name] = fields[name]
  return kept
}

/** The value of a JSON column; null stays null. */
export function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}

/** What a JSON column holds; nothing becomes null. */
export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
