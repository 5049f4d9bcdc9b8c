import { APIError } from 'openai'
import type { ModelFailure } from '../core/ports/model-client.ts'
import { failureOfProblem, type AskedOf } from './wire-failure.ts'

/** Names a complaint of the provider; `undefined` when what was thrown is none. */
export function complaintOf(thrown: unknown, asked: AskedOf): ModelFailure | undefined {
  if (!(thrown instanceof APIError)) return undefined
  const { status, headers, error, message }: APIError = thrown
  if (status === undefined && error === undefined) return undefined
  return failureOfProblem({ status, headers, complaint: error, text: error ? '' : textOf(message) }, asked)
}

// The library puts the status before what the provider said.
function textOf(message: string): string {
  return message.replace(/^\d{3} /, '').replace(/^status code \(no body\)$/, '')
}
