import type { Failure } from '../../contract/failure.ts'
import type { Text } from '../../contract/language/text.ts'
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
  return failure.params ? text(`failure.${failure.code}`, failure.params) : failure.message
}
