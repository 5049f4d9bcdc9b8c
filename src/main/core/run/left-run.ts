import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { isClientCall, type ToolCallRecord } from '../../../contract/tool.ts'
import { callsOf, type Transcript } from '../../../contract/transcript.ts'

/** A run that waits for outputs of the caller's own tools, while no process works on it. */
export interface LeftRun {
  readonly run: Run
  readonly events: readonly RunEvent[]
}

/** True for an open run that can wait on: whoever asked for it may still give what it waits for. */
export function isLeft(run: Run, transcript: Transcript): boolean {
  const last = transcript.messages.at(-1)
  if (run.status !== 'requires_action' || last?.role !== 'assistant' || !last.finishReason) return false
  return callsOf(transcript, last.id).some(isAwaitedCall)
}

/** True for a call whose output whoever asked for the run is to give. */
export function isAwaitedCall(call: ToolCallRecord): boolean {
  return isClientCall(call) && call.status === 'requested'
}
