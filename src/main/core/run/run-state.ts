import type { Failure } from '../../../contract/failure.ts'
import type { CallId, MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { Run, SpendingScope } from '../../../contract/run.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import type { ToolCall, ToolDefinition, ToolEffect } from '../../../contract/tool.ts'
import type { ModelEvent, ModelWait } from '../ports/model-client.ts'

/** How a call ended: with what the model is to read, or with a failure that the model is told. */
export type CallOutcome = { readonly result: string } | { readonly failure: Failure }

/** One call of the current round. */
export interface RoundCall {
  readonly call: ToolCall
  readonly effect: ToolEffect
  readonly stage: 'waiting' | 'running' | 'settled'
  readonly outcome?: CallOutcome
}

/**
 * Where a run stands. `asking`: a request to the model is open. `waiting`: between two attempts of one request.
 * `calling`: tools run. The message and call fields belong to the current round.
 */
export interface RunState {
  readonly run: Run
  readonly phase: 'created' | 'asking' | 'waiting' | 'calling' | 'ended'
  readonly tools: readonly ToolDefinition[]
  /** The last message of the conversation, behind which the next one goes. */
  readonly tip: MessageId
  readonly messageCount: number
  readonly round: number
  /** Attempts of this round, this one included. */
  readonly attempt: number
  /** How many of them the run made by itself since the user last wished for one. */
  readonly retries: number
  readonly answer?: Message
  /** What arrived of the answer so far, without tool calls: those count only when they are whole. */
  readonly partial: readonly Part[]
  /** True once anything of the round was shown, after which it must not be tried again. */
  readonly shown: boolean
  readonly calls: readonly RoundCall[]
  readonly cancelling: boolean
}

/** What happens to a run. `at` is the time in milliseconds since 1970. */
export type RunInput =
  | { readonly type: 'start'; readonly at: number; readonly userMessage: Message | undefined }
  | {
      readonly type: 'model-event'
      readonly at: number
      readonly event: ModelEvent
      /** How long to wait if this is a failure that may be tried again. */
      readonly retryDelayMs: number
      /** US dollars of the round that this finishes; undefined when no price is known. */
      readonly cost?: number | undefined
    }
  /** A limit of the user's spending was reached before the model was asked. */
  | { readonly type: 'limit-reached'; readonly at: number; readonly scope: SpendingScope }
  /** The request waits for its turn; without `wait` it is being sent. */
  | { readonly type: 'model-waits'; readonly at: number; readonly wait: ModelWait | undefined }
  | { readonly type: 'retry-due'; readonly at: number }
  /** The user does not want to wait for the next attempt. */
  | { readonly type: 'try-now'; readonly at: number }
  | { readonly type: 'call-progressed'; readonly at: number; readonly callId: CallId; readonly text: string }
  | {
      readonly type: 'call-settled'
      readonly at: number
      readonly callId: CallId
      readonly outcome: CallOutcome
      readonly durationMs: number
    }
  | { readonly type: 'cancel'; readonly at: number }
  /** Parley closes: what was received is kept, and the run can be continued later. */
  | { readonly type: 'interrupt'; readonly at: number }
  /** The store refused a commit: nothing more may happen. */
  | { readonly type: 'storage-failed'; readonly at: number; readonly failure: Failure }

/**
 * What is to be done, and what it waits for. `flush`: everything recorded so far must survive a power cut before this
 * begins. `write`: it must survive the end of the process, and the flush goes on beside. `nothing`: the write follows
 * within 50 ms.
 */
export type RunEffect =
  | { readonly type: 'emit'; readonly body: RunEventBody }
  | { readonly type: 'ask-model'; readonly waitsFor: 'write' | 'nothing' }
  | { readonly type: 'wait-retry'; readonly delayMs: number }
  | { readonly type: 'run-call'; readonly call: ToolCall; readonly waitsFor: 'flush' | 'nothing' }
  /** Stops the open request, the wait and every running call. */
  | { readonly type: 'abort' }

export interface RunStep {
  readonly state: RunState
  readonly effects: readonly RunEffect[]
}

/** The state of a run that has not begun. `tip` is the user message it answers. */
export function initialState(
  run: Run,
  tools: readonly ToolDefinition[],
  tip: MessageId = run.userMessageId,
): RunState {
  return {
    run,
    phase: 'created',
    tools,
    tip,
    messageCount: 0,
    round: 0,
    attempt: 1,
    retries: 0,
    partial: [],
    shown: false,
    calls: [],
    cancelling: false,
  }
}

export function emit(body: RunEventBody): RunEffect {
  return { type: 'emit', body }
}

/** The same state with no effects. */
export function unchanged(state: RunState): RunStep {
  return { state, effects: [] }
}
