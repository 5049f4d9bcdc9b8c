import type { Failure } from '../../contract/failure.ts'
import { englishText, type Text } from '../../contract/language/text.ts'
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
  const isOwn = !failure.params && failure.message !== englishText(key)
  return isOwn ? failure.message : text(key, failure.params)
}
