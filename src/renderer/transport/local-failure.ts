import type { Failure, FailureCode } from '../../contract/failure.ts'
import { englishWindowText } from '../../contract/language/window-text.ts'

/** A failure that the page itself found, in the shape in which the core gives its own. */
export function localFailure(code: FailureCode, params: Readonly<Record<string, string>> = {}): Failure {
  return {
    code,
    message: englishWindowText(`failure.${code}`, params),
    retryable: code === 'connection-lost',
    params,
  }
}
