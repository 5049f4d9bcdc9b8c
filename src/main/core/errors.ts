import type { Failure, FailureCode } from '../../contract/failure.ts'
import { englishText } from '../../contract/language/text.ts'

const retryableCodes: ReadonlySet<FailureCode> = new Set([
  'rate-limited',
  'provider-overloaded',
  'provider-broken',
  'provider-unreachable',
  'proxy-unreachable',
  'first-byte-timeout',
  'idle-timeout',
  'stream-cut',
  'connection-lost',
])

/** What a failure may carry beyond its code. `params` fill the sentence of the catalogue. */
export interface FailureDetail {
  readonly params?: Readonly<Record<string, string>>
  readonly providerMessage?: string
  readonly retryable?: boolean
}

/** Makes a failure with its sentence. Retryable by its code unless the detail says otherwise. */
export function failureOf(code: FailureCode, detail: FailureDetail = {}): Failure {
  return {
    code,
    message: englishText(`failure.${code}`, detail.params),
    retryable: detail.retryable ?? retryableCodes.has(code),
    ...(detail.params && { params: { ...detail.params } }),
    ...(detail.providerMessage && { providerMessage: detail.providerMessage }),
  }
}

/** The one error class of this process: something failed in a way that has a name. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError'
  readonly failure: Failure

  constructor(code: FailureCode, detail: FailureDetail & { readonly cause?: unknown } = {}) {
    const failure = failureOf(code, detail)
    super(failure.message, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.failure = failure
  }
}

/** The error that throws a failure. */
export function errorOf({ code, params, providerMessage, retryable }: Failure): ParleyError {
  return new ParleyError(code, {
    retryable,
    ...(params && { params }),
    ...(providerMessage && { providerMessage }),
  })
}

/** Turns whatever was thrown into data, at a process border or before it is stored. */
export function failureFrom(thrown: unknown): Failure {
  if (thrown instanceof ParleyError) return thrown.failure
  return failureOf('internal', { params: { detail: reasonOf(thrown) } })
}

/** The words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
