import type { FailureCode } from '../../contract/failure.ts'
import { failureOf, ParleyError, reasonOf } from '../core/errors.ts'
import type { ModelEndpoint, ModelFailure } from '../core/ports/model-client.ts'
import { tlsCode } from './tls-code.ts'
import type { Watch } from './watch.ts'
import { AnswerTooLong } from './wire-body.ts'
import { excerptOf } from './wire-text.ts'

/** The failure of a request that was ended from this side, or `undefined` when it was not. */
export function failureOfEnding(watch: Watch, endpoint: ModelEndpoint): ModelFailure | undefined {
  const ending = watch.ending()
  if (!ending) return undefined
  if (ending === 'cancelled') return failed('cancelled')
  return ending === 'asleep' ? failed('stream-cut', { provider: endpoint.name }) : timedOut(ending, endpoint)
}

/** How far an answer had come: whether it had begun, and whether its body had ended by itself. */
interface Progress {
  readonly answered: boolean
  readonly ended: boolean
}

/** Names what was thrown on the way, where no provider complained: the network, or an answer of the wrong form. */
export function failureOfThrown(thrown: unknown, seen: Progress, endpoint: ModelEndpoint): ModelFailure {
  const chain = causesOf(thrown)
  const named = chain.find((error) => error instanceof ParleyError)
  if (named instanceof ParleyError) return { type: 'failed', failure: named.failure }
  if (chain.some((error) => error instanceof AnswerTooLong))
    return invalid('an event of more than 32 MB', endpoint)
  const code = networkCode(chain)
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return timedOut('first-byte-timeout', endpoint)
  if (code === 'UND_ERR_BODY_TIMEOUT') return timedOut('idle-timeout', endpoint)
  if (!seen.answered) return unreachable(chain, code, endpoint)
  // Half an event at the end of a body is no bad event.
  if (thrown instanceof SyntaxError && !seen.ended) return invalid('an event that is no JSON', endpoint)
  return failed('stream-cut', { provider: endpoint.name })
}

/** A failure that says what of the answer was not as the protocol wants it. */
export function invalid(detail: string, endpoint: ModelEndpoint): ModelFailure {
  return failed('response-invalid', { provider: endpoint.name, detail })
}

/** A failure with its code's sentence. */
export function failed(code: FailureCode, params?: Readonly<Record<string, string>>): ModelFailure {
  return { type: 'failed', failure: failureOf(code, params ? { params } : {}) }
}

type TimeoutCode = 'first-byte-timeout' | 'idle-timeout' | 'total-timeout'

function timedOut(code: TimeoutCode, endpoint: ModelEndpoint): ModelFailure {
  const { firstByteMs, idleMs, totalMs } = endpoint.limits
  const ms = { 'first-byte-timeout': firstByteMs, 'idle-timeout': idleMs, 'total-timeout': totalMs }[code]
  return failed(code, { provider: endpoint.name, seconds: String(ms / 1000) })
}

function unreachable(
  chain: readonly unknown[],
  code: string | undefined,
  endpoint: ModelEndpoint,
): ModelFailure {
  const reason = code ?? excerptOf(reasonOf(chain.at(-1)), endpoint)
  const host = URL.parse(endpoint.baseUrl)?.host ?? endpoint.baseUrl
  const named = tlsCode(reason)
  const failure = failureOf(named ?? 'provider-unreachable', {
    params: { provider: endpoint.name, host, reason },
    // A certificate does not become good by asking again.
    ...(/CERT|SELF_SIGNED|SSL|TLS/.test(reason) && { retryable: false }),
  })
  return { type: 'failed', failure }
}

function networkCode(chain: readonly unknown[]): string | undefined {
  for (const error of chain) {
    if (typeof error !== 'object' || error === null) continue
    if ('code' in error && typeof error.code === 'string') return error.code
    if (error instanceof AggregateError) return networkCode(error.errors)
  }
  return undefined
}

function causesOf(thrown: unknown): readonly unknown[] {
  const chain: unknown[] = []
  for (
    let error = thrown;
    error && chain.length < 8;
    error = error instanceof Error ? error.cause : undefined
  ) {
    chain.push(error)
  }
  return chain
}
