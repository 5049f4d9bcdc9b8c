import { assertNever } from '../../../contract/assert-never.ts'
import { canonicalArguments } from '../../../contract/approval.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { Decision, ToolCall, ToolDefinition, ToolEffect } from '../../../contract/tool.ts'
import { judge, type ApprovalPolicy, type Verdict } from '../approval/judge.ts'
import { failureOf } from '../errors.ts'
import { resourceOf } from './call-order.ts'
import { awaitOthers, callsAt } from './run-outside.ts'
import {
  emit,
  unchanged,
  type RoundCall,
  type RunEffect,
  type RunInput,
  type RunState,
  type RunStep,
} from './run-state.ts'

/** Writes down one call of an answer that goes on. */
export function admitEarly(state: RunState, call: ToolCall): RunStep {
  const { calls } = state
  const admitted = admitCalls(state, [...calls.map((each) => each.call), call], [])
  // A round that goes in circles is refused as a whole, when the whole is known.
  return admitted.state.looping ? unchanged(state) : admitted
}

/**
 * Writes down what a round asks for, and settles what is refused. A model that goes round in circles gets nothing. What
 * began while the model still wrote stays as it is.
 */
export function admitCalls(
  before: RunState,
  calls: readonly ToolCall[],
  effects: readonly RunEffect[],
): RunStep {
  const asked = { ...before.asked }
  const begun = new Map(before.calls.map((each) => [each.call.id, each]))
  const repeats = calls.map((call) => {
    if (begun.has(call.id)) return 0
    const name = `${call.name} ${canonicalArguments(call.arguments)}`
    return (asked[name] = (asked[name] ?? 0) + 1)
  })
  const looping = repeats.some((count) => count >= before.limits.equal)
  const state: RunState = { ...before, asked, looping }
  const entries = calls.map((call, index) => {
    const entry = begun.get(call.id)
    return entry ? { entry } : admit(state, call, index, repeats[index] ?? 1)
  })
  const fresh = entries.filter((each) => 'verdict' in each)
  return {
    state: { ...state, calls: entries.map(({ entry }) => entry) },
    effects: [
      ...effects,
      ...fresh.map(({ entry, verdict }) => requestOf(state, entry, verdict)),
      ...fresh.flatMap(({ entry }) => failureEvent(entry)),
    ],
  }
}

/** What a person is asked after a round was admitted; nothing when nobody needs to be. */
export function askPerson(state: RunState): readonly RunEffect[] {
  const callIds = callsAt(state, 'asking').map(({ id }) => id)
  return callIds.length === 0 ? [] : [{ type: 'ask-person', callIds }]
}

/**
 * A person, or nobody in time, has answered for one call. What the answer allows of the others is decided with it. A
 * second answer for a call changes nothing.
 */
export function decideCalls(state: RunState, input: Extract<RunInput, { type: 'call-decided' }>): RunStep {
  if (!state.calls.some(({ call, stage }) => call.id === input.callId && stage === 'asking')) {
    return unchanged(state)
  }
  const effects: RunEffect[] = []
  const calls = state.calls.map((each): RoundCall => {
    const decision = decisionFor(state, each, input)
    if (!decision) return each
    const decided = afterDecision(each, decision)
    effects.push(
      emit({ type: 'tool-call-decided', callId: each.call.id, decision }),
      ...failureEvent(decided),
    )
    return decided
  })
  const next: RunState = { ...state, policy: input.policy, calls }
  return { state: next, effects: [...effects, ...awaitOthers(state, next)] }
}

interface Admitted {
  readonly entry: RoundCall
  readonly verdict: Verdict
}

function admit(state: RunState, call: ToolCall, index: number, repeats: number): Admitted {
  const tool = state.tools.find(({ name }) => name === call.name)
  const verdict: Verdict = tool ? judge(call, tool, state.policy, state.taint) : { approval: 'not-needed' }
  const failure = refusalOf(state, call, { tool, index, repeats }) ?? denialOf(call, verdict)
  const resource = tool && !tool.client ? resourceOf(call, tool) : undefined
  const stage = failure ? 'settled' : stageOf(tool, verdict)
  return {
    verdict,
    entry: {
      call,
      effect: effectOf(tool),
      resource,
      stage,
      free: verdict.approval === 'not-needed',
      ...(failure && { outcome: { failure } }),
    },
  }
}

function stageOf(tool: ToolDefinition | undefined, { approval }: Verdict): RoundCall['stage'] {
  if (tool?.client) return 'outside'
  return approval === 'asked' ? 'asking' : 'waiting'
}

function refusalOf(
  { looping, limits, objections }: RunState,
  { id, name }: ToolCall,
  wish: { readonly tool: ToolDefinition | undefined; readonly index: number; readonly repeats: number },
): Failure | undefined {
  if (!wish.tool) return failureOf('tool-unknown', { params: { tool: name } })
  if (wish.repeats >= limits.equal) {
    return failureOf('tool-repeated', { params: { tool: name, count: String(wish.repeats) } })
  }
  if (looping) return failureOf('tool-cancelled', { params: { tool: name } })
  if (wish.index < limits.perRound) return objections?.get(id)
  return failureOf('tool-too-many', { params: { tool: name, limit: String(limits.perRound) } })
}

function denialOf(call: ToolCall, verdict: Verdict): Failure | undefined {
  return verdict.approval === 'denied' ? deniedFailure(call, verdict.decision) : undefined
}

function deniedFailure({ name }: ToolCall, { by, reason }: Decision): Failure {
  const tool = { tool: name }
  switch (by) {
    case 'policy':
    case 'rule':
      return failureOf('tool-forbidden', { params: tool })
    case 'time':
      return failureOf('tool-unanswered', { params: tool })
    case 'caller':
      return failureOf('tool-unasked', { params: tool })
    case 'person':
      if (!reason) return failureOf('tool-denied', { params: tool })
      return failureOf('tool-denied-because', { params: { ...tool, reason } })
    default:
      return assertNever(by)
  }
}

function requestOf(state: RunState, { call, effect }: RoundCall, verdict: Verdict): RunEffect {
  const { tip: messageId, round, tools } = state
  const server = tools.find(({ name }) => name === call.name)?.server
  const from = server !== undefined && { server }
  return emit({ type: 'tool-call-requested', messageId, round, call, effect, ...from, ...verdict })
}

function failureEvent({ call, outcome }: RoundCall): readonly RunEffect[] {
  if (!outcome || !('failure' in outcome)) return []
  return [emit({ type: 'tool-call-failed', callId: call.id, failure: outcome.failure, durationMs: 0 })]
}

function decisionFor(
  state: RunState,
  { call, stage }: RoundCall,
  input: Extract<RunInput, { type: 'call-decided' }>,
): Decision | undefined {
  if (stage !== 'asking') return undefined
  if (call.id === input.callId) return input.decision
  return ruledNow(state, call, input.policy)
}

function ruledNow({ tools, taint }: RunState, call: ToolCall, policy: ApprovalPolicy): Decision | undefined {
  const tool = tools.find(({ name }) => name === call.name)
  const verdict = tool && judge(call, tool, policy, taint)
  return verdict && 'decision' in verdict ? verdict.decision : undefined
}

function afterDecision(each: RoundCall, decision: Decision): RoundCall {
  if (decision.allowed) return { ...each, stage: 'waiting' }
  return { ...each, stage: 'settled', outcome: { failure: deniedFailure(each.call, decision) } }
}

// A tool that does not exist does nothing.
function effectOf(tool: ToolDefinition | undefined): ToolEffect {
  return tool?.effect ?? 'read'
}
