import type { Failure } from '../../../contract/failure.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import { taintedBy } from '../approval/judge.ts'
import { failureOf } from '../errors.ts'
import type { ModelAnswer } from '../ports/model-client.ts'
import { startable } from './call-order.ts'
import { endOf } from './call-end.ts'
import { admitCalls, admitEarly, askPerson } from './run-approval.ts'
import { awaitOthers, awaitOutputs } from './run-outside.ts'
import {
  emit,
  unchanged,
  type CallOutcome,
  type RoundCall,
  type RunEffect,
  type RunInput,
  type RunState,
  type RunStep,
} from './run-state.ts'

/**
 * The model asked for tools: writes down every call with what is decided of it, asks a person about those that nobody
 * decided, and starts what may begin. When every call is refused the round is settled at once.
 */
export function requestCalls(
  state: RunState,
  answer: Pick<ModelAnswer, 'parts'>,
  before: readonly RunEffect[],
  at: number,
): RunStep {
  const { dueAt: _, ...rest } = state
  const admitted = admitCalls({ ...rest, phase: 'calling' }, callsOf(answer.parts), before)
  const awaited = awaitOutputs(admitted.state, at)
  const told = awaitOthers({ ...state, calls: [] }, awaited.state)
  return startWaiting(awaited.state, [
    ...admitted.effects,
    ...told,
    ...askPerson(awaited.state),
    ...awaited.effects,
  ])
}

/**
 * The tools of a round that is done again are known: its calls are written down, those that are not run with what they
 * gave before. Nothing happens in a round of any other kind.
 */
export function resumeRound(state: RunState, at: number): RunStep {
  const { again, ...rest } = state
  if (!again) return unchanged(state)
  const before = callsOf(again.answer.parts).flatMap((call) => {
    const past = again.outcomes.get(call.id)
    return past ? [{ call, past, tool: state.tools.find(({ name }) => name === call.name) }] : []
  })
  const settled = before.map(({ call, past, tool }): RoundCall => {
    return { call, effect: tool?.effect ?? 'read', stage: 'settled', outcome: past.outcome }
  })
  const heading = { type: 'tool-call-requested', messageId: state.tip, round: state.round } as const
  const told = before.flatMap(({ call, past, tool }) => [
    emit({ ...heading, call, effect: tool?.effect ?? 'read', ...past.decided }),
    endOf(call, past.outcome, past.durationMs),
  ])
  const taint = taintedBy(
    state.taint,
    before.flatMap(({ tool }) => tool ?? []),
  )
  return requestCalls({ ...rest, calls: settled, taint }, again.answer, told, at)
}

/**
 * A call is whole while the model goes on writing. When it only reads, and nobody needs to be asked, it begins now, if
 * calls of one round may run together at all. Everything else waits for the end of the answer, and so does what comes
 * behind it: who changes a thing may have been meant to do so first.
 */
export function beginEarly(state: RunState, call: ToolCall): RunStep {
  if (state.cancelling || state.holding || !state.run.options.parallelTools) return unchanged(state)
  const { state: admitted, effects } = admitEarly(state, call)
  const added = admitted.calls.at(-1)
  const mayBegin = added?.stage === 'waiting' && added.effect === 'read' && added.free
  return mayBegin ? startWaiting(admitted, effects) : { state: { ...state, holding: true }, effects: [] }
}

/** The answer was cut: what began before its end is stopped, and has its outcome. */
export function dropCalls(state: RunState): readonly RunEffect[] {
  const running = state.calls.filter(({ stage }) => stage === 'running')
  return [
    ...running.map(({ call }): RunEffect => ({ type: 'abort-call', callId: call.id })),
    ...failCalls(state, [], ({ stage, call }) => (stage === 'settled' ? undefined : cancelledFailure(call)))
      .effects,
  ]
}

/** Records one outcome and starts what waited for it. */
export function settleCall(state: RunState, input: Extract<RunInput, { type: 'call-settled' }>): RunStep {
  const { callId, outcome, durationMs } = input
  const index = state.calls.findIndex(({ call, stage }) => call.id === callId && stage === 'running')
  const settled = state.calls[index]
  if (!settled) return unchanged(state)
  const calls = state.calls.with(index, { ...settled, stage: 'settled', outcome })
  const told = endOf(settled.call, outcome, durationMs)
  if (state.cancelling) return { state: { ...state, calls }, effects: [told] }
  return startWaiting({ ...state, calls, taint: taintedBy(state.taint, [toolOf(state, settled.call)]) }, [
    told,
  ])
}

/** One call is taken back: one that runs is aborted and settles by itself, any other will not begin. */
export function cancelCall(
  state: RunState,
  { callId }: Extract<RunInput, { type: 'call-cancelled' }>,
): RunStep {
  const open = state.calls.find(({ call, stage }) => call.id === callId && stage !== 'settled')
  if (!open) return unchanged(state)
  if (open.stage === 'running') return { state, effects: [{ type: 'abort-call', callId }] }
  const step = failCalls(state, [], (each) => (each === open ? cancelledFailure(each.call) : undefined))
  return startWaiting(step.state, [...step.effects, ...awaitOthers(state, step.state)])
}

/** Calls that have not begun will not; those that run are being aborted and settle by themselves. */
export function cancelCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  return failCalls(state, before, ({ stage, call }) =>
    stage === 'settled' || stage === 'running' ? undefined : cancelledFailure(call),
  )
}

/** Nothing will tell how the running calls end: their outcome is unknown. The others will not begin. */
export function interruptCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  return failCalls(state, before, ({ stage, call }) => {
    if (stage === 'settled') return undefined
    return stage === 'running' ? failureOf('interrupted') : cancelledFailure(call)
  })
}

/** Nobody gave the outputs that were waited for: their calls end without, and those that run with an unknown outcome. */
export function expireCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  const missing = failCalls(state, before, ({ stage, call }) =>
    stage === 'outside' ? failureOf('tool-unsubmitted', { params: { tool: call.name } }) : undefined,
  )
  return interruptCalls(missing.state, missing.effects)
}

/** This process ends, and another one may wait for the outputs: everything else of the round ends with it. */
export function leaveCalls(state: RunState, before: readonly RunEffect[]): RunStep {
  const step = failCalls(state, before, ({ stage, call }) => {
    if (stage === 'settled' || stage === 'outside') return undefined
    return stage === 'running' ? failureOf('interrupted') : cancelledFailure(call)
  })
  return { state: step.state, effects: [...step.effects, ...awaitOthers(state, step.state)] }
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

/** Starts every call that may begin now. */
export function startWaiting(state: RunState, before: readonly RunEffect[]): RunStep {
  const order = { parallel: state.run.options.parallelTools, atOnce: state.limits.atOnce }
  const starting = startable(state.calls, order)
  if (starting.length === 0) return { state, effects: before }
  return {
    state: {
      ...state,
      calls: state.calls.map((each) => (starting.includes(each) ? { ...each, stage: 'running' } : each)),
    },
    effects: [
      ...before,
      ...starting.map(({ call }) => emit({ type: 'tool-call-started', callId: call.id })),
      ...starting.map(({ call, effect, free }): RunEffect => ({
        type: 'run-call',
        call,
        waitsFor: effect === 'read' && free ? 'nothing' : 'flush',
      })),
    ],
  }
}

function callsOf(parts: readonly Part[]): readonly ToolCall[] {
  return parts.flatMap((part): ToolCall[] =>
    part.type === 'tool-call' ? [{ id: part.id, name: part.name, arguments: part.arguments }] : [],
  )
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

function toolOf({ tools }: RunState, { name }: ToolCall): ToolDefinition {
  const tool = tools.find((each) => each.name === name)
  // Only calls of known tools run.
  if (!tool) throw new Error(`the tool ${name} ran without being known`)
  return tool
}

function cancelledFailure(call: ToolCall): Failure {
  return failureOf('tool-cancelled', { params: { tool: call.name } })
}

function resultOf({ call, outcome }: RoundCall): Part {
  if (outcome && 'result' in outcome) {
    const { result: content, whole } = outcome
    return { type: 'tool-result', callId: call.id, content, isError: false, ...(whole && { whole }) }
  }
  return { type: 'tool-result', callId: call.id, content: `Error: ${wordsOf(outcome)}`, isError: true }
}

function wordsOf(outcome: CallOutcome | undefined): string {
  if (!outcome || !('failure' in outcome)) return englishText('history.outcome-unknown')
  const { code, message } = outcome.failure
  return code === 'interrupted' ? englishText('history.outcome-unknown') : message
}
