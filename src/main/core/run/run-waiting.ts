import type { Failure } from '../../../contract/failure.ts'
import type { ModelWait } from '../ports/model-client.ts'
import { emit, type RunState, type RunStep } from './run-state.ts'

/** How often one round is tried again by itself. A try that the user asks for begins a new count. */
const maxRetries = 2

/** Whether a round that failed may be tried again: nothing of it was shown, and waiting may help. */
export function mayRetry({ cancelling, shown, retries }: RunState, { retryable }: Failure): boolean {
  return !cancelling && retryable && !shown && retries < maxRetries
}

/** Waits before the next attempt. However long that is, the run says so and can be hurried on or stopped. */
export function retryLater(state: RunState, failure: Failure, delayMs: number): RunStep {
  return {
    state: { ...state, phase: 'waiting' },
    effects: [
      emit({ type: 'retry-scheduled', attempt: state.attempt + 1, delayMs, failure }),
      { type: 'wait-retry', delayMs },
    ],
  }
}

/** The request waits for its turn behind others of the same provider, or no longer does. */
export function waitForTurn(state: RunState, wait: ModelWait | undefined): RunStep {
  const said = wait
    ? emit({ type: 'request-queued', ...wait })
    : emit({ type: 'run-status-changed', status: 'in_progress' })
  return { state, effects: [said] }
}

/** Begins the next attempt of a round. `retries` is what it counts as. */
export function askAgain(state: RunState, retries: number): RunStep {
  return {
    state: { ...state, phase: 'asking', attempt: state.attempt + 1, retries },
    effects: [
      emit({ type: 'run-status-changed', status: 'in_progress' }),
      { type: 'ask-model', waitsFor: beforeAsking(state) },
    ],
  }
}

/**
 * What must be stored before the model is asked. The user's message must not be lost, nor that something was done to
 * the world. What was only read can be read again.
 */
export function beforeAsking({ round, calls }: RunState): 'write' | 'nothing' {
  return round === 0 || calls.some(({ effect }) => effect !== 'read') ? 'write' : 'nothing'
}
