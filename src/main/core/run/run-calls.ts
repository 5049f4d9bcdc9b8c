import type { Failure } from '../../../contract/failure.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { ToolCall, ToolEffect } from '../../../contract/tool.ts'
import { failureOf } from '../errors.ts'
import type { ModelAnswer } from '../ports/model-client.ts'
import {
  emit,
  type CallOutcome,
  type RoundCall,
  type RunEffect,
  type RunInput,
  type RunState,
  type RunStep,
} from './run-state.ts'

/** The model asked for tools: writes down every call, then starts all of them or, when serial, the first. */
export function requestCalls(state: RunState, answer: ModelAnswer, before: readonly RunEffect[]): RunStep {
  const calls = answer.parts.flatMap((part): ToolCall[] =>
    part.type === 'tool-call' ? [{ id: part.id, name: part.name, arguments: part.arguments }] : [],
  )
  const requests = calls.map((call) => requestOf(state, call))
  const waiting: RunState = {
    ...state,
    phase: 'calling',
    calls: calls.map((call) => ({ call, effect: effectOf(state, call), stage: 'waiting' })),
  }
  return startWaiting(waiting, [...before, ...requests])
}

/** Records one outcome and, when serial, starts the next call. */
export function settleCall(state: RunState, input: Extract<RunInput, { type: 'call-settled' }>): RunStep {
  const { callId, outcome, durationMs } = input
  const index = state.calls.findIndex(({ call, stage }) => call.id === callId && stage === 'running')
  const settled = state.calls[index]
  if (!settled) return { state, effects: [] }
  const calls = state.calls.with(index, { ...settled, stage: 'settled', outcome })
  const told =
    'result' in outcome
      ? emit({ type: 'tool-call-completed', callId, result: outcome.result, durationMs })
      : emit({ type: 'tool-call-failed', callId, failure: outcome.failure, durationMs })
  if (state.cancelling) return { state: { ...state, calls }, effects: [told] }
  return startWaiting({ ...state, calls }, [told])
}

/** Calls that have not begun will not; those that run are being aborted and settle by themselves. */
export function cancelCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  return failCalls(state, before, ({ stage, call }) =>
    stage === 'waiting' ? cancelledFailure(call) : undefined,
  )
}

/** Nothing will tell how the running calls end: their outcome is unknown. The others will not begin. */
export function interruptCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  return failCalls(state, before, ({ stage, call }) => {
    if (stage === 'settled') return undefined
    return stage === 'waiting' ? cancelledFailure(call) : failureOf('interrupted')
  })
}

function failCalls(
  state: RunState,
  before: readonly RunEffect[],
  failureFor: (call: RoundCall) => Failure | undefined,
): RunStep {
  const effects = [...before]
  const calls = state.calls.map((each): RoundCall => {
    const failure = failureFor(each)
    if (!failure) return each
    effects.push(emit({ type: 'tool-call-failed', callId: each.call.id, failure, durationMs: 0 }))
    return { ...each, stage: 'settled', outcome: { failure } }
  })
  return { state: { ...state, calls }, effects }
}

/** The message that carries the outcomes to the model, in the order of the calls. */
export function toolMessage(state: RunState, id: MessageId, at: number): Message {
  return {
    id,
    sessionId: state.run.sessionId,
    parentId: state.tip,
    role: 'tool',
    parts: state.calls.map(resultOf),
    runId: state.run.id,
    createdAt: at,
  }
}

function cancelledFailure(call: ToolCall): Failure {
  return failureOf('tool-cancelled', { params: { tool: call.name } })
}

function requestOf(state: RunState, call: ToolCall): RunEffect {
  return emit({
    type: 'tool-call-requested',
    messageId: state.tip,
    round: state.round,
    call,
    effect: effectOf(state, call),
    approval: 'not-needed',
  })
}

// A tool that does not exist does nothing.
function effectOf(state: RunState, call: ToolCall): ToolEffect {
  return state.tools.find((tool) => tool.name === call.name)?.effect ?? 'read'
}

function startWaiting(state: RunState, before: readonly RunEffect[]): RunStep {
  const { parallelTools } = state.run.options
  const starting = parallelTools ? state.calls.filter(isWaiting) : nextSerial(state.calls)
  return {
    state: {
      ...state,
      calls: state.calls.map((each) => (starting.includes(each) ? { ...each, stage: 'running' } : each)),
    },
    effects: [
      ...before,
      ...starting.map(({ call }) => emit({ type: 'tool-call-started', callId: call.id })),
      ...starting.map(({ call, effect }): RunEffect => ({
        type: 'run-call',
        call,
        waitsFor: effect === 'read' ? 'nothing' : 'flush',
      })),
    ],
  }
}

function isWaiting({ stage }: RoundCall): boolean {
  return stage === 'waiting'
}

function nextSerial(calls: readonly RoundCall[]): readonly RoundCall[] {
  if (calls.some(({ stage }) => stage === 'running')) return []
  return calls.filter(isWaiting).slice(0, 1)
}

function resultOf({ call, outcome }: RoundCall): Part {
  if (outcome && 'result' in outcome) {
    return { type: 'tool-result', callId: call.id, content: outcome.result, isError: false }
  }
  return { type: 'tool-result', callId: call.id, content: `Error: ${wordsOf(outcome)}`, isError: true }
}

function wordsOf(outcome: CallOutcome | undefined): string {
  if (!outcome || !('failure' in outcome)) return englishText('history.outcome-unknown')
  const { code, message } = outcome.failure
  return code === 'interrupted' ? englishText('history.outcome-unknown') : message
}
