import type { Failure, FailureCode } from '../../../contract/failure.ts'

/** Something that a program is told in the words of OpenAI's errors. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string | null
  readonly param: string | null
  /** Whether the same request may succeed later; OpenAI's clients try again by themselves where it may. */
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined

  constructor(
    status: number,
    message: string,
    detail: {
      readonly code?: string | null
      readonly param?: string | null
      readonly retryable?: boolean
      readonly retryAfterMs?: number | undefined
    } = {},
  ) {
    super(message)
    this.status = status
    this.code = detail.code ?? null
    this.param = detail.param ?? null
    this.retryable = detail.retryable ?? false
    this.retryAfterMs = detail.retryAfterMs
  }
}

/** The body of an error, which is always of this form. */
export function bodyOf({ status, message, param, code }: ApiError): object {
  return { error: { message, type: typeOf(status, code), param, code } }
}

/** What OpenAI's clients read beside the status: whether and when to try again. */
export function headersOf({ retryable, retryAfterMs, status }: ApiError): Readonly<Record<string, string>> {
  return {
    'x-should-retry': String(retryable),
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  }
}

function typeOf(status: number, code: string | null): string {
  if (code === 'insufficient_quota') return 'insufficient_quota'
  if (status === 429) return 'rate_limit_error'
  if (status === 403) return 'permission_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

/**
 * What a program may be told, by the code of the failure. What is not here would tell of this computer: paths, the
 * database, the key store. Its sentence stays inside. A key that a provider refuses is not the program's token: no 401.
 */
const told: Partial<Readonly<Record<FailureCode, readonly [status: number, code: string | null]>>> = {
  'input-invalid': [400, null],
  'option-unsupported': [400, 'unsupported_parameter'],
  'embeddings-unsupported': [400, 'unsupported_model'],
  'file-not-taken': [400, 'unsupported_file'],
  'images-refused': [400, 'unsupported_file'],
  'request-refused': [400, null],
  'context-too-long': [400, 'context_length_exceeded'],
  'request-too-large': [413, 'request_too_large'],
  'model-missing': [404, 'model_not_found'],
  'model-unknown': [404, 'model_not_found'],
  'model-unresolved': [404, 'model_not_found'],
  'model-unheard': [404, 'model_not_found'],
  'provider-unknown': [404, 'model_not_found'],
  'rate-limited': [429, 'rate_limit_exceeded'],
  'quota-exhausted': [429, 'insufficient_quota'],
  'spending-reached': [429, 'insufficient_quota'],
  'key-missing': [502, 'provider_key_missing'],
  'key-wanted': [502, 'provider_key_missing'],
  'key-unreadable': [502, 'provider_key_missing'],
  'key-refused': [502, 'provider_key_refused'],
  'provider-broken': [502, 'provider_error'],
  'provider-unreachable': [502, 'provider_unreachable'],
  'proxy-unreachable': [502, 'provider_unreachable'],
  'not-an-endpoint': [502, 'provider_unreachable'],
  'stream-cut': [502, 'provider_error'],
  'answer-empty': [502, 'provider_error'],
  'response-invalid': [502, 'provider_error'],
  'provider-overloaded': [503, 'provider_overloaded'],
  'first-byte-timeout': [504, 'provider_timeout'],
  'idle-timeout': [504, 'provider_timeout'],
  'total-timeout': [504, 'provider_timeout'],
}

/** The error that a program is told for a failure of the core. */
export function apiErrorOf({ code, message, params, providerMessage, retryable }: Failure): ApiError {
  const known = told[code]
  if (!known) return new ApiError(502, 'Parley could not do this. Its window or its log says more.')
  const [status, name] = known
  const words = providerMessage ? `${message} It said: ${providerMessage}` : message
  const wait = Number(params?.['retryAfterMs'])
  return new ApiError(status, words, {
    code: name,
    param: name === 'model_not_found' ? 'model' : null,
    retryable,
    retryAfterMs: Number.isFinite(wait) && wait > 0 ? wait : undefined,
  })
}
