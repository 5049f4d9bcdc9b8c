import type { z } from 'zod'
import type { FetchedAnswer, FetchRequest, GuardedFetch } from './guarded-fetch.ts'

/** A question to a service that Parley knows. `name` is what the user calls it. */
export interface ServiceRequest extends FetchRequest {
  readonly name: string
}

/** Asks a service for JSON of a shape. Throws an Error that names the service and never what was sent. */
export async function askForJson<Schema extends z.ZodType>(
  fetch: GuardedFetch,
  request: ServiceRequest,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.output<Schema>> {
  const text = await askForText(fetch, request, signal)
  const parsed = schema.safeParse(parsedJson(text))
  if (!parsed.success) throw new Error(`${request.name} gave an answer that is not understood`)
  return parsed.data
}

/** Asks a service for text. */
export async function askForText(
  fetch: GuardedFetch,
  { name, ...request }: ServiceRequest,
  signal: AbortSignal,
): Promise<string> {
  const answer = await fetch(request, signal)
  const problem = problemOf(answer, name)
  if (problem) throw new Error(problem)
  return answer.body.toString()
}

function problemOf({ status }: FetchedAnswer, name: string): string | undefined {
  if (status < 400) return undefined
  if (status === 401 || status === 403) {
    return `${name} refused the request; its key may be wrong or missing`
  }
  if (status === 429) return `${name} takes no more requests now; try again later`
  return `${name} answered with status ${status}`
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
