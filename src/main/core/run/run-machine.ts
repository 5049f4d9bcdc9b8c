import { assertNever } from '../../../contract/assert-never.ts'
import type { Failure } from '../../../contract/failure.ts'
import { messageIdOf, type MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { IncompleteReason, RunStatus } from '../../../contract/run.ts'
import { addUsage } from '../../../contract/usage.ts'
import type { WireNote } from '../../../contract/wire-note.ts'
import type { ModelAnswer, ModelFailure } from '../ports/model-client.ts'
import { decideCalls } from './run-approval.ts'
import {
  beginEarly,
  cancelCall,
  cancelCalls,
  dropCalls,
  expireCalls,
  interruptCalls,
  leaveCalls,
  requestCalls,
  resumeRound,
  settleCall,
  startWaiting,
  toolMessage,
} from './run-calls.ts'
import { appendDelta, eventOfDelta } from './run-deltas.ts'
import { awaitOutputs, callsAt, takeOutputs } from './run-outside.ts'
import { askAgain, beforeAsking, mayRetry, retryLater, waitForTurn } from './run-waiting.ts'
import {
  emit,
  unchanged,
  type RoundAgain,
  type RunEffect,
  type RunInput,
  type RunState,
  type RunStep,
} from './run-state.ts'

/**
 * The rules of a run: pure, so that every path through it can be tested without a model, a tool or a clock.
 * An input that the state does not expect, such as the late answer of something stopped, changes nothing.
 */
export function stepRun(state: RunState, input: RunInput): RunStep {
  if (state.phase === 'ended') return unchanged(state)
  switch (input.type) {
    case 'start':
      return state.phase === 'created' ? start(state, input) : unchanged(state)
    case 'model-event':
      return state.phase === 'asking' ? receive(state, input) : unchanged(state)
    case 'tools-known':
      return afterCalls(resumeRound({ ...state, tools: input.tools, taint: input.taint }, input.at), input.at)
    case 'model-waits':
      return state.phase === 'asking' && !state.cancelling ? waitForTurn(state, input.wait) : unchanged(state)
    case 'retry-due':
      return state.phase === 'waiting' ? askAgain(state, state.retries + 1) : unchanged(state)
    case 'try-now':
      return state.phase === 'waiting' ? askAgain(state, 0) : unchanged(state)
    case 'limit-reached':
      return state.phase === 'asking' ? stopAtLimit(state) : unchanged(state)
    case 'call-progressed':
      return progress(state, input)
    case 'call-settled':
      return afterCalls(settleCall(state, input), input.at)
    case 'call-decided':
      return state.phase === 'calling' ? decide(state, input) : unchanged(state)
    case 'outputs-submitted':
      return afterCalls(takeOutputs(state, input), input.at)
    case 'outputs-due':
      return isOverdue(state, input.dueAt) ? breakOff(state, input.at, 'expired', {}) : unchanged(state)
    case 'resume':
      return afterCalls(resume(state, input.at), input.at)
    case 'call-cancelled':
      return afterCalls(cancelCall(state, input), input.at)
    case 'cancel':
      return cancel(state, input.at)
    case 'interrupt':
      return isAwaited(state)
        ? leave(state)
        : breakOff(state, input.at, 'incomplete', { incompleteReason: 'interrupted' })
    case 'storage-failed':
      return breakOff(state, input.at, 'failed', { failure: input.failure })
    default:
      return assertNever(input)
  }
}

function start(state: RunState, { userMessage, again, at }: Extract<RunInput, { type: 'start' }>): RunStep {
  const effects: RunEffect[] = [emit({ type: 'run-created', run: state.run })]
  if (userMessage) effects.push(emit({ type: 'message-completed', message: userMessage }))
  effects.push(emit({ type: 'run-status-changed', status: 'in_progress' }))
  const running: RunState = { ...state, run: { ...state.run, status: 'in_progress' } }
  return again ? repeatRound(running, again, at, effects) : ask(running, at, effects)
}

/** Writes down the answer of a round that is done again; its calls follow when the tools are known. */
function repeatRound(state: RunState, again: RoundAgain, at: number, before: readonly RunEffect[]): RunStep {
  const asked = newAnswer(state, at)
  const message: Message = { ...asked, ...again.answer, finishReason: 'tool-calls' }
  const next = { ...state, phase: 'asking', round: 1, tip: message.id, messageCount: 1, again } as const
  return {
    state: next,
    effects: [
      ...before,
      emit({ type: 'message-created', message: { ...message, parts: [] } }),
      emit({ type: 'message-completed', message }),
      { type: 'learn-tools', waitsFor: 'write' },
    ],
  }
}

/** Begins a round. */
function ask(state: RunState, at: number, before: readonly RunEffect[]): RunStep {
  const answer = newAnswer(state, at)
  const next: RunState = {
    ...state,
    phase: 'asking',
    round: state.round + 1,
    attempt: 1,
    retries: 0,
    tip: answer.id,
    messageCount: state.messageCount + 1,
    answer,
    partial: [],
    shown: false,
    calls: [],
    holding: false,
  }
  return {
    state: next,
    effects: [
      ...before,
      emit({ type: 'message-created', message: answer }),
      { type: 'ask-model', waitsFor: beforeAsking(state) },
    ],
  }
}

function newAnswer(state: RunState, at: number): Message {
  const { run } = state
  return {
    id: nextMessageId(state),
    sessionId: run.sessionId,
    parentId: state.tip,
    role: 'assistant',
    parts: [],
    runId: run.id,
    model: run.options.model,
    provider: run.options.providerId,
    createdAt: at,
  }
}

function receive(state: RunState, input: Extract<RunInput, { type: 'model-event' }>): RunStep {
  const { event } = input
  if (event.type === 'finished') return finishRound(state, event, input)
  if (event.type === 'failed') return failRound(state, event, input.retryDelayMs)
  if (event.type === 'tool-call-ready') {
    return beginEarly({ ...state, ...rulesOf(input, state) }, event.call)
  }
  if (!state.answer) return unchanged(state)
  return {
    state: { ...state, shown: true, partial: appendDelta(state.partial, event) },
    effects: [emit(eventOfDelta(event, state.answer.id))],
  }
}

function finishRound(
  state: RunState,
  answer: ModelAnswer,
  input: Extract<RunInput, { type: 'model-event' }>,
): RunStep {
  const { at, cost } = input
  const usage = answer.usage ? addUsage(state.run.usage, answer.usage) : state.run.usage
  const bill = billOf(state, cost)
  const effects = [
    ...completeAnswer(state, {
      parts: answer.parts,
      finishReason: answer.finishReason,
      ...(answer.usage && { usage: { ...answer.usage, ...(cost !== undefined && { cost }) } }),
      ...(answer.model && { model: answer.model }),
      ...noteOf(state, answer.wire),
    }),
    emit({ type: 'usage-updated', usage, ...bill }),
  ]
  const { cost: _, ...run } = state.run
  const next: RunState = { ...state, run: { ...run, usage, ...bill } }
  if (next.cancelling) return end(next, 'cancelled', {}, effects)
  if (mayCall(answer)) {
    return afterCalls(requestCalls({ ...next, ...rulesOf(input, next) }, answer, effects, input.at), input.at)
  }
  switch (answer.finishReason) {
    case 'length':
    case 'content-filter':
      return end(next, 'incomplete', { incompleteReason: answer.finishReason }, effects)
    case 'paused':
      return continueRun(next, at, effects)
    case 'stop':
    case 'tool-calls':
    case 'refusal':
    case 'interrupted':
    case 'unknown':
      return end(next, 'completed', {}, effects)
    default:
      return assertNever(answer.finishReason)
  }
}

function rulesOf(
  { policy, objections = new Map() }: Extract<RunInput, { type: 'model-event' }>,
  state: RunState,
): Pick<RunState, 'policy' | 'objections'> {
  return { policy: policy ?? state.policy, objections }
}

function noteOf({ attempt }: RunState, said: WireNote | undefined): Pick<Message, 'wire'> {
  const wire = { ...said, ...(attempt > 1 && { attempts: attempt }) }
  return Object.keys(wire).length > 0 ? { wire } : {}
}

// A call of an answer that was cut may be half of one, even where it can be read: nobody asked for it.
function mayCall({ parts, finishReason }: ModelAnswer): boolean {
  const wasCut = finishReason === 'length' || finishReason === 'content-filter' || finishReason === 'refusal'
  return !wasCut && parts.some((part) => part.type === 'tool-call')
}

function failRound(state: RunState, { failure, wire }: ModelFailure, delayMs: number): RunStep {
  if (mayRetry(state, failure)) return retryLater(state, failure, delayMs)
  const kept = completeAnswer(state, {
    parts: keptParts(state),
    finishReason: 'interrupted',
    ...noteOf(state, wire),
  })
  if (state.cancelling) return end(state, 'cancelled', {}, kept)
  return end(state, 'failed', { failure }, kept)
}

function progress(state: RunState, input: Extract<RunInput, { type: 'call-progressed' }>): RunStep {
  const running = state.calls.some(({ call, stage }) => call.id === input.callId && stage === 'running')
  if (!running) return unchanged(state)
  return { state, effects: [emit({ type: 'tool-call-progressed', callId: input.callId, text: input.text })] }
}

/** A person's answer: what it refuses has its outcome, what it allows begins in its turn. */
function decide(state: RunState, input: Extract<RunInput, { type: 'call-decided' }>): RunStep {
  const decided = decideCalls(state, input)
  return afterCalls(startWaiting(decided.state, decided.effects), input.at)
}

/** Goes on once every call of the round has an outcome. */
function afterCalls(step: RunStep, at: number): RunStep {
  if (step.state.phase !== 'calling' || step.state.calls.some(({ stage }) => stage !== 'settled')) return step
  return finishCalls(step.state, at, step.effects)
}

/** All calls of the round have an outcome: write down what the model is to read, then go on or end. */
function finishCalls(state: RunState, at: number, before: readonly RunEffect[]): RunStep {
  const message = toolMessage(state, nextMessageId(state), at)
  const effects = [...before, ...tellToolMessage(message)]
  const next: RunState = { ...state, tip: message.id, messageCount: state.messageCount + 1 }
  if (next.cancelling) return end(next, 'cancelled', {}, effects)
  if (next.looping) return end(next, 'incomplete', { incompleteReason: 'tool-loop' }, effects)
  return continueRun(next, at, effects)
}

function tellToolMessage(message: Message): readonly RunEffect[] {
  return [
    emit({ type: 'message-created', message: { ...message, parts: [] } }),
    emit({ type: 'message-completed', message }),
  ]
}

function continueRun(state: RunState, at: number, effects: readonly RunEffect[]): RunStep {
  if (state.round >= state.run.options.maxRounds) {
    return end(state, 'incomplete', { incompleteReason: 'round-limit' }, effects)
  }
  return ask(state, at, effects)
}

function cancel(state: RunState, at: number): RunStep {
  if (state.cancelling) return unchanged(state)
  const stopping: RunState = { ...state, cancelling: true, run: { ...state.run, status: 'cancelling' } }
  const effects: RunEffect[] = [emit({ type: 'run-status-changed', status: 'cancelling' }), { type: 'abort' }]
  switch (state.phase) {
    case 'created':
      return end(stopping, 'cancelled', {}, effects)
    case 'waiting': {
      const kept = completeAnswer(state, { parts: [], finishReason: 'interrupted' })
      return end(stopping, 'cancelled', {}, [...effects, ...kept])
    }
    case 'asking':
      return { state: stopping, effects }
    case 'calling': {
      const step = cancelCalls(stopping, effects)
      const open = step.state.calls.some(({ stage }) => stage !== 'settled')
      return open ? step : finishCalls(step.state, at, step.effects)
    }
    case 'ended':
      return unchanged(state)
    default:
      return assertNever(state.phase)
  }
}

// A sum with a part that nobody knows is no sum.
function billOf({ run, round }: RunState, cost: number | undefined): { readonly cost?: number } {
  if (cost === undefined || (round > 1 && run.cost === undefined)) return {}
  return { cost: (run.cost ?? 0) + cost }
}

/** Nothing was asked, so nothing is lost: the run can be continued when there is more to spend. */
function stopAtLimit(state: RunState): RunStep {
  const kept = completeAnswer(state, { parts: [], finishReason: 'interrupted' })
  return end(state, 'incomplete', { incompleteReason: 'spending-limit' }, kept)
}

/** Ends the run at once, with what was received and an outcome for every call. */
function breakOff(state: RunState, at: number, status: RunStatus, ending: Ending): RunStep {
  const effects: RunEffect[] = [{ type: 'abort' }]
  if (state.phase !== 'calling') {
    const kept = completeAnswer(state, { parts: keptParts(state), finishReason: 'interrupted' })
    return end(state, status, ending, [...effects, ...kept])
  }
  const step = status === 'expired' ? expireCalls(state, effects) : interruptCalls(state, effects)
  const message = toolMessage(step.state, nextMessageId(state), at)
  return end(step.state, status, ending, [...step.effects, ...tellToolMessage(message)])
}

/** True while whoever asked is to give outputs, which does not need this process. */
function isAwaited(state: RunState): boolean {
  return state.phase === 'calling' && !state.cancelling && callsAt(state, 'outside').length > 0
}

function isOverdue(state: RunState, dueAt: number): boolean {
  return isAwaited(state) && state.dueAt === dueAt
}

/** The work ends here and the run does not: it is found at the next start, and goes on with `resume`. */
function leave(state: RunState): RunStep {
  const step = leaveCalls(state, [{ type: 'abort' }])
  return { state: { ...step.state, phase: 'ended' }, effects: step.effects }
}

function resume(state: RunState, at: number): RunStep {
  const awaited = awaitOutputs(state, at)
  const left = leaveCalls(awaited.state, [])
  return { state: left.state, effects: [...left.effects, ...awaited.effects] }
}

interface Ending {
  readonly failure?: Failure
  readonly incompleteReason?: IncompleteReason
}

function end(state: RunState, status: RunStatus, ending: Ending, before: readonly RunEffect[]): RunStep {
  const { usage, cost } = state.run
  const body = emit({ type: 'run-ended', status, usage, ...(cost !== undefined && { cost }), ...ending })
  return {
    state: { ...state, phase: 'ended', run: { ...state.run, status, ...ending } },
    // Nobody will read what calls bring that began before their answer was cut.
    effects: [...before, ...(state.phase === 'asking' ? dropCalls(state) : []), body],
  }
}

// What arrived before an answer was cut. Of its calls those that had begun, so that they can be seen.
function keptParts({ partial, calls }: RunState): readonly Part[] {
  return [...partial, ...calls.map(({ call }) => ({ type: 'tool-call', ...call }) as const)]
}

function completeAnswer(state: RunState, change: Partial<Message>): readonly RunEffect[] {
  if (!state.answer) return []
  return [emit({ type: 'message-completed', message: { ...state.answer, ...change } })]
}

// Derived from the run's id, which is random: unique, and the machine stays pure.
function nextMessageId(state: RunState): MessageId {
  return messageIdOf(`${state.run.id}.${state.messageCount + 1}`)
}
