import type { FailureCode } from '../../contract/failure.ts'
import { failureOf } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { ModelEndpoint, ModelFailure } from '../core/ports/model-client.ts'
import { retryAfterOf } from './retry-after.ts'
import { looseOf } from './loose.ts'
import { noteOfHeaders, wireField } from './wire-note.ts'
import { excerptOf } from './wire-text.ts'

/** A provider's complaint, by status or inside a stream, as every protocol's errors are read. */
export interface WireProblem {
  /** Absent when the complaint came inside a stream. */
  readonly status: number | undefined
  readonly headers: Headers | undefined
  /** The parsed complaint; absent when it was no JSON. */
  readonly complaint: unknown
  /** What was said when it was no JSON. */
  readonly text: string
}

export interface AskedOf {
  readonly endpoint: ModelEndpoint
  readonly model: string
  readonly clock: Clock
  /** About how many bytes were sent. */
  readonly size: () => number
}

/** Thrown where a stream, or an answer of a good status, holds a complaint in the place of what was asked for. */
export class StreamComplaint extends Error {
  override readonly name = 'StreamComplaint'
  readonly complaint: unknown

  constructor(complaint: unknown) {
    super('the provider complains')
    this.complaint = complaint
  }
}

/** Names a provider's complaint. */
export function failureOfProblem(problem: WireProblem, asked: AskedOf): ModelFailure {
  const { endpoint, model, clock, size } = asked
  const said = wordsOf(problem.complaint)
  const status = problem.status ?? statusIn(problem.complaint)
  const isJson = problem.complaint !== undefined
  const words = `${said.kind} ${said.message} ${problem.text}`.toLowerCase()
  const code = withoutKey(codeOf(status, words, isJson), status, endpoint)
  const retryable = retryableBy(status, code, problem.headers)
  const retryAfterMs = retryAfterOf(problem.headers, clock)
  const params = {
    provider: endpoint.name,
    model,
    url: endpoint.baseUrl,
    status: String(status ?? (said.kind || 'error')),
    ...(code === 'request-too-large' && { size: (size() / 1e6).toFixed(1) }),
  }
  const providerMessage = excerptOf(said.message || problem.text, endpoint)
  const failure = failureOf(code, { params, providerMessage, ...(retryable !== undefined && { retryable }) })
  return {
    type: 'failed',
    failure,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...wireField(noteOfHeaders(problem.headers)),
  }
}

const quota =
  /insufficient_quota|billing|credit balance|insufficient (?:account )?(?:balance|credit|fund)|exceeded your current quota|payment required/
const tooLong =
  /context_length_exceeded|context[ _](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|input is too long/
const keyWords =
  /authentication_error|permission_error|invalid_api_key|incorrect api key|invalid api key|unauthorized/
/** Some say so with a status that means a bad request. */
const badKey = /api key not valid|api_key_invalid|(?:incorrect|invalid) api key/
const rateWords = /rate_limit|rate limit|too many requests|resource_exhausted/
const overloadWords = /overload|over capacity|unavailable/
const modelWords =
  /model_not_found|model.{0,80}(?:not (?:be )?found|does not exist|not exist|unknown|not a valid)|^not_found_error .*model/

function codeOf(status: number | undefined, words: string, isJson: boolean): FailureCode {
  if (status === 402) return 'quota-exhausted'
  if ((status === undefined || status < 500) && quota.test(words)) return 'quota-exhausted'
  if (status === 401 || status === 403) return 'key-refused'
  if (status === 404) return isJson && /model/.test(words) ? 'model-unknown' : 'not-an-endpoint'
  if (status === 413) return tooLong.test(words) ? 'context-too-long' : 'request-too-large'
  if (status === 429) return 'rate-limited'
  if (status === 503 || status === 529) return 'provider-overloaded'
  if (status !== undefined && status >= 500)
    return overloadWords.test(words) ? 'provider-overloaded' : 'provider-broken'
  if (badKey.test(words)) return 'key-refused'
  if (tooLong.test(words)) return 'context-too-long'
  if (words.includes('request_too_large')) return 'request-too-large'
  if (modelWords.test(words)) return 'model-unknown'
  if (status !== undefined) return isJson || status === 408 ? 'request-refused' : 'not-an-endpoint'
  return codeInStream(words)
}

function codeInStream(words: string): FailureCode {
  if (keyWords.test(words)) return 'key-refused'
  if (overloadWords.test(words)) return 'provider-overloaded'
  if (rateWords.test(words)) return 'rate-limited'
  return /invalid_request|bad_request|not_found/.test(words) ? 'request-refused' : 'provider-broken'
}

// Where none was sent, none was refused: it is wanted, and who forbids (403) is not mended by one. A header of the user's may hold one.
function withoutKey(code: FailureCode, status: number | undefined, endpoint: ModelEndpoint): FailureCode {
  const isSent = endpoint.credentials !== undefined || Object.keys(endpoint.headers ?? {}).length > 0
  if (code !== 'key-refused' || isSent) return code
  return status === 403 ? 'request-refused' : 'key-wanted'
}

// 408 and 409 are about the moment, not about the request; and a provider that says so itself is believed.
function retryableBy(
  status: number | undefined,
  code: FailureCode,
  headers: Headers | undefined,
): boolean | undefined {
  const told = headers?.get('x-should-retry')
  if (told === 'true' || told === 'false') return told === 'true'
  return code === 'request-refused' && (status === 408 || status === 409) ? true : undefined
}

function wordsOf(complaint: unknown): { readonly kind: string; readonly message: string } {
  if (typeof complaint === 'string') return { kind: '', message: complaint }
  const { message, detail, error, code, type, status } = looseOf(complaint)
  const kind = [type, code, status].filter((word) => typeof word === 'string').join(' ')
  const said = [message, detail, error].find((words) => typeof words === 'string' && words !== '')
  if (typeof said === 'string') return { kind, message: said }
  const inner = error ?? message ?? detail
  if (typeof inner !== 'object' || inner === null)
    return { kind, message: complaint === undefined || kind ? '' : JSON.stringify(complaint) }
  const within = wordsOf(inner)
  return { kind: `${kind} ${within.kind}`.trim(), message: within.message }
}

// Gateways pass the status of whom they asked as a number in the complaint.
function statusIn(complaint: unknown): number | undefined {
  if (typeof complaint !== 'object' || complaint === null || !('code' in complaint)) return undefined
  const { code } = complaint
  const status = typeof code === 'number' || typeof code === 'string' ? Number(code) : Number.NaN
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined
}
