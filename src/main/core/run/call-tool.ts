import type { ToolCall } from '../../../contract/tool.ts'
import { untilAborted } from '../../base/abort.ts'
import { failureOf, ParleyError, reasonOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import type { CallOutcome } from './run-state.ts'

export interface CallToolOptions {
  readonly source: ToolSource
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly onProgress: (text: string) => void
}

/**
 * Runs one call to its outcome. Never throws: an unknown tool, bad arguments, a throw, a time-out and a stop are all
 * results for the model. Comes back within a moment of the time-out or the stop, whatever the tool does.
 */
export async function callTool(
  call: ToolCall,
  options: CallToolOptions,
): Promise<{ readonly outcome: CallOutcome; readonly durationMs: number }> {
  const { source, clock, signal, timeoutMs, onProgress } = options
  const begun = clock.elapsed()
  const limit = new AbortController()
  const cancelLimit = clock.after(timeoutMs, () => limit.abort(timeoutOf(call, timeoutMs)))
  const either = AbortSignal.any([signal, limit.signal])
  try {
    const result = await untilAborted(source.call(call, { signal: either, onProgress }), either)
    return { outcome: { result }, durationMs: clock.elapsed() - begun }
  } catch (error) {
    const durationMs = clock.elapsed() - begun
    if (signal.aborted) return { outcome: { failure: cancelled(call) }, durationMs }
    return { outcome: { failure: failureOfCall(call, error) }, durationMs }
  } finally {
    cancelLimit()
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
