import type { Failure } from '../../contract/failure.ts'
import type { Text, TextParams } from '../../contract/language/text.ts'
import { englishWindowText } from '../../contract/language/window-text.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'

export { localFailure }

/** What went wrong as data, whatever was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  return localFailure('internal', { detail: error instanceof Error ? error.message : String(error) })
}

/** The failure's sentence in the language of the window. */
export function failureText(text: Text, failure: Failure): string {
  const key = `failure.${failure.code}` as const
  // A sentence of its own, such as that of a plan, is only there in the words in which it came.
  const isOwn = !failure.params && failure.message !== englishWindowText(key)
  return isOwn ? failure.message : text(key, failure.params && withNumbers(failure.params))
}

/** Failures carry numbers as texts with a point; as numbers they are said the way the language writes them. */
function withNumbers(params: Readonly<Record<string, string>>): TextParams {
  const { size } = params
  return size !== undefined && /^\d+\.\d+$/.test(size) ? { ...params, size: Number(size) } : params
}
