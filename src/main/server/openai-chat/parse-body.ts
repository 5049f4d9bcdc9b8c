import type { z } from 'zod'
import { ApiError } from '../api/api-error.ts'

/** What a body says. Throws ApiError 400 that names the first field that is wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const param = issue ? pathOf(issue.path) : ''
  const where = param === '' ? 'The body' : `"${param}"`
  throw new ApiError(400, `${where} is not valid: ${issue?.message ?? 'it cannot be read'}.`, {
    param: param === '' ? null : param,
  })
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
    .slice(0, 200)
}
