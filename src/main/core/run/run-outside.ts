import type { ToolCall } from '../../../contract/tool.ts'
import { worstTaint } from '../approval/taint.ts'
import { endOf } from './call-end.ts'
import {
  emit,
  unchanged,
  type RoundCall,
  type RunEffect,
  type RunInput,
  type RunState,
  type RunStep,
} from './run-state.ts'

/** The calls of the round that stand there, in their order. */
export function callsAt({ calls }: RunState, stage: RoundCall['stage']): readonly ToolCall[] {
  return calls.filter((each) => each.stage === stage).map(({ call }) => call)
}

/** Whoever asked for the run is to give outputs: from now on it waits for them, but not for ever. */
export function awaitOutputs(state: RunState, at: number): RunStep {
  if (callsAt(state, 'outside').length === 0) return unchanged(state)
  const dueAt = state.dueAt ?? at + state.limits.outsideMs
  return { state: { ...state, dueAt }, effects: [{ type: 'await-outputs', dueAt, waitsFor: 'flush' }] }
}

/** Tells what the run waits for by now, where that is not what it waited for before: a person first, then outputs. */
export function awaitOthers(before: RunState, after: RunState): readonly RunEffect[] {
  const awaited = waitedFor(after)
  if (JSON.stringify(awaited) === JSON.stringify(waitedFor(before))) return []
  if (!awaited) return [emit({ type: 'run-status-changed', status: 'in_progress' })]
  return [emit({ type: 'run-status-changed', status: 'requires_action', requiredAction: awaited })]
}

function waitedFor(state: RunState) {
  const asking = callsAt(state, 'asking')
  if (asking.length > 0) return { type: 'approve-calls', calls: asking } as const
  const calls = callsAt(state, 'outside')
  const { dueAt } = state
  if (calls.length === 0) return undefined
  return { type: 'submit-tool-outputs', calls, ...(dueAt !== undefined && { expiresAt: dueAt }) } as const
}

/** Takes what tools of the caller's own gave. A call that does not wait for it stays as it is. */
export function takeOutputs(
  state: RunState,
  { outputs }: Extract<RunInput, { type: 'outputs-submitted' }>,
): RunStep {
  const effects: RunEffect[] = []
  const calls = state.calls.map((each): RoundCall => {
    const given = outputs.find(({ callId }) => callId === each.call.id)
    if (!given || each.stage !== 'outside') return each
    effects.push(endOf(each.call, given.outcome, given.durationMs))
    return { ...each, stage: 'settled', outcome: given.outcome }
  })
  const next: RunState = { ...state, calls, taint: worstTaint }
  return effects.length === 0
    ? unchanged(state)
    : { state: next, effects: [...effects, ...awaitOthers(state, next)] }
}
