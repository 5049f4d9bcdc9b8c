import { ErrorReply, ReconnectStrategyError } from '@redis/client'
import { ParleyError, reasonOf } from '../../core/errors.ts'

/** What an error of the client or an answer of the server means. `host` names the server. Never holds a password. */
export function storageFailure(error: unknown, host: string): ParleyError {
  if (error instanceof ParleyError) return error
  if (error instanceof ReconnectStrategyError) return storageFailure(error.originalError, host)
  if (error instanceof ErrorReply) return answerFailure(error, host)
  // The client throws these when it is given what it cannot send; everything else of its own is about the connection.
  if (error instanceof TypeError || error instanceof RangeError) return failed(reasonOf(error), error)
  return unreachable(host, connectionReason(error), error)
}

/** The server cannot be asked now. What was asked for may have been done. */
export function unreachable(host: string, reason: string, cause?: unknown): ParleyError {
  return new ParleyError('storage-unreachable', { params: { host, reason }, retryable: true, cause })
}

/** True when the server is one that may only be read: another one took its place. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof ErrorReply && kindOf(error.message) === 'replaced'
}

// In 6.2 the code of an error within a script stands in the middle of the sentence.
const kinds: readonly (readonly [pattern: RegExp, kind: 'refused' | 'away' | 'replaced' | 'full'])[] = [
  [/\b(?:WRONGPASS|NOAUTH|NOPERM)\b|AUTH <password>|user executing the script can't/, 'refused'],
  [/\bREADONLY\b/, 'replaced'],
  [
    /\b(?:LOADING|MASTERDOWN|BUSY|TRYAGAIN|CLUSTERDOWN|NOREPLICAS|UNKILLABLE)\b|max number of clients/,
    'away',
  ],
  [/\bOOM\b|No space left on device/, 'full'],
]

function kindOf(message: string) {
  return kinds.find(([pattern]) => pattern.test(message))?.[1]
}

function answerFailure(error: ErrorReply, host: string): ParleyError {
  const { message } = error
  if (message.startsWith('REFUSED ')) return failed(message.slice('REFUSED '.length), error)
  switch (kindOf(message)) {
    case 'refused':
      return new ParleyError('storage-refused', { params: { host, reason: message }, cause: error })
    case 'away':
    case 'replaced':
      return unreachable(host, message, error)
    case 'full':
      return new ParleyError('storage-full', { params: { path: host }, cause: error })
    default:
      return failed(message, error)
  }
}

function failed(detail: string, cause: unknown): ParleyError {
  return new ParleyError('storage-failed', { params: { detail }, cause })
}

// A name with several addresses fails with an error without words that holds one for each.
function connectionReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return reasonOf(error) || 'the connection was lost'
}
