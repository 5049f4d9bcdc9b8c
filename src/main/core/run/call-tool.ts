import type { ToolCall } from '../../../contract/tool.ts'
import { untilAborted } from '../../base/abort.ts'
import { failureOf, ParleyError, reasonOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { CallOutcome } from './run-state.ts'

export interface CallToolOptions {
  readonly source: ToolSource
  readonly clock: Clock
  /** This call's own. Whoever stops the run aborts it with `runStopped`; the time limit aborts it with a failure. */
  readonly controller: AbortController
  /** The state of the tool that the run knows: in another one it is not called. */
  readonly fingerprint: string | undefined
  readonly timeoutMs: number
  readonly onProgress: (text: string) => void
}

/** The reason with which calls and requests are aborted when their run is stopped. */
export const runStopped = 'the run was stopped'

/**
 * Runs one call to its outcome. Never throws: an unknown tool, bad arguments, a throw, a time-out and a stop are all
 * results for the model. Comes back within a moment of the time-out or the stop, whatever the tool does.
 */
export async function callTool(
  call: ToolCall,
  { source, clock, controller, fingerprint, timeoutMs, onProgress }: CallToolOptions,
): Promise<{ readonly outcome: CallOutcome; readonly durationMs: number }> {
  const { signal } = controller
  const begun = clock.elapsed()
  const begin = () => clock.after(timeoutMs, () => controller.abort(timeoutOf(call, timeoutMs)))
  let forget = begin()
  const onPerson = (waits: boolean) => {
    forget()
    if (!waits && !signal.aborted) forget = begin()
  }
  try {
    const result = await untilAborted(
      source.call(call, { signal, onProgress, onPerson, ...(fingerprint && { fingerprint }) }),
      signal,
    )
    return { outcome: { result }, durationMs: clock.elapsed() - begun }
  } catch (error) {
    const failure = signal.reason === runStopped ? cancelled(call) : failureOfCall(call, error)
    return { outcome: { failure }, durationMs: clock.elapsed() - begun }
  } finally {
    forget()
  }
}

function timeoutOf(call: ToolCall, timeoutMs: number): ParleyError {
  return new ParleyError('tool-timeout', { params: { tool: call.name, seconds: String(timeoutMs / 1000) } })
}

function cancelled(call: ToolCall) {
  return failureOf('tool-cancelled', { params: { tool: call.name } })
}

function failureOfCall(call: ToolCall, error: unknown) {
  if (error instanceof ParleyError) return error.failure
  return failureOf('tool-failed', { params: { tool: call.name, detail: reasonOf(error) } })
}
