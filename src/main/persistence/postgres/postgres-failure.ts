import { DatabaseError } from 'pg'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import { nameOf, type PostgresAddress } from './connection-options.ts'

/** What a failure of the server or of the way to it means. */
type Kind = 'damaged' | 'full' | 'lost' | 'refused' | 'undone'

// Beginnings of SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
const serverKinds: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['08', 'lost'],
  ['25P03', 'lost'],
  ['53300', 'lost'],
  ['55P03', 'lost'],
  ['57', 'lost'],
  ['25006', 'refused'],
  ['28', 'refused'],
  ['3D000', 'refused'],
  ['3F000', 'refused'],
  ['42501', 'refused'],
  ['40001', 'undone'],
  ['40P01', 'undone'],
  ['53100', 'full'],
  ['XX001', 'damaged'],
  ['XX002', 'damaged'],
]

// What the driver and Node say before the server is asked, or when a connection ends. The driver has words only.
const refusedWords = /^SASL|does not support SSL|certificate|self.signed/i
const lostWords =
  /^Connection terminated|^timeout e|^Client (?:has encountered|was closed)|^Query read timeout|socket disconnected/
const lostCode = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|ENOENT|EAI_|EADDR|ERR_STREAM|ERR_SOCKET)/

/** The error as ParleyError: `storage-unreachable`, `-refused`, `-full`, `-corrupt` or `-failed`. Holds no password. */
export function postgresFailure(error: unknown, address: PostgresAddress): ParleyError {
  if (error instanceof ParleyError) return error
  const path = nameOf(address)
  const host = `${address.host}:${address.port}`
  const reason = wordsOf(error)
  switch (kindOf(error)) {
    case 'lost':
      return new ParleyError('storage-unreachable', {
        params: { host, reason },
        retryable: true,
        cause: error,
      })
    case 'refused':
      return new ParleyError('storage-refused', { params: { host, reason }, cause: error })
    case 'full':
      return new ParleyError('storage-full', { params: { path }, cause: error })
    case 'damaged':
      return new ParleyError('storage-corrupt', { params: { path, detail: reason }, cause: error })
    case 'undone':
      return new ParleyError('storage-failed', { params: { detail: reason }, retryable: true, cause: error })
    default:
      return new ParleyError('storage-failed', { params: { detail: reason }, cause: error })
  }
}

/** True when the connection on which it happened is of no more use: broken, or to a server that only reads. */
export function endsConnection(error: unknown): boolean {
  const code = codeOf(error)
  return code === '25006' || (kindOf(error) === 'lost' && !waitedTooLong.includes(code))
}

// A statement or a lock took too long: the server said so, over a connection that is whole.
const waitedTooLong = ['57014', '55P03']

/** True when the server undid a transaction for the sake of another one, so that it may be done again. */
export function isUndone(error: unknown): boolean {
  return kindOf(error) === 'undone'
}

function kindOf(error: unknown): Kind | undefined {
  const code = codeOf(error)
  if (error instanceof DatabaseError) {
    return serverKinds.find(([prefix]) => code.startsWith(prefix))?.[1]
  }
  const words = wordsOf(error)
  if (refusedWords.test(words) || code.startsWith('ERR_TLS')) return 'refused'
  return lostCode.test(code) || lostWords.test(words) ? 'lost' : undefined
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

// A host with several addresses fails with an error that has a code and no words.
function wordsOf(error: unknown): string {
  return reasonOf(error) || codeOf(error) || 'no reason was given'
}
