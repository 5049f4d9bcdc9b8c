import type { ToolCall } from '../../../contract/tool.ts'
import { emit, type CallOutcome, type RunEffect } from './run-state.ts'

/** Tells how a call ended. */
export function endOf({ id: callId }: ToolCall, outcome: CallOutcome, durationMs: number): RunEffect {
  return 'result' in outcome
    ? emit({ type: 'tool-call-completed', callId, ...outcome, durationMs })
    : emit({ type: 'tool-call-failed', callId, failure: outcome.failure, durationMs })
}
