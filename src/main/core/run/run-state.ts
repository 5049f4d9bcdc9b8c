import type { KeptText } from '../../../contract/attachment.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { CallId, MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { Run, SpendingScope } from '../../../contract/run.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import type {
  Decision,
  ToolCall,
  ToolCallRecord,
  ToolDefinition,
  ToolEffect,
} from '../../../contract/tool.ts'
import { noTaint, type ApprovalPolicy, type Taint } from '../approval/judge.ts'
import type { ModelEvent, ModelWait } from '../ports/model-client.ts'

/**
 * How a call ended: with what the model is to read, of which `whole` is all where that is more; or with a failure that the
 * model is told.
 */
export type CallOutcome =
  | { readonly result: string; readonly whole?: KeptText }
  | { readonly failure: Failure }

/** A round that is done once more with an answer that is there: none but one of its calls is run. */
export interface RoundAgain {
  /** The answer with its calls; it gets an id of its own. */
  readonly answer: Pick<Message, 'parts' | 'model' | 'provider'>
  /** What the other calls gave, and what was decided about them. */
  readonly outcomes: ReadonlyMap<CallId, OutcomeBefore>
}

/** What a tool of the caller's own gave. */
export interface SubmittedOutput {
  readonly callId: CallId
  readonly outcome: CallOutcome
  readonly durationMs: number
}

export interface OutcomeBefore {
  readonly outcome: CallOutcome
  readonly durationMs: number
  readonly decided: Pick<ToolCallRecord, 'approval' | 'decision'>
}

/** One call of the current round. */
export interface RoundCall {
  readonly call: ToolCall
  readonly effect: ToolEffect
  /** What it touches; see `resourceOf`. */
  readonly resource?: string | undefined
  /** `asking`: a person is to say whether it may run. `outside`: whoever asked for the run is to give its output. */
  readonly stage: 'asking' | 'waiting' | 'running' | 'outside' | 'settled'
  /** True when a setting alone lets it run, so that no decision needs to be stored before. */
  readonly free?: boolean
  readonly outcome?: CallOutcome
}

/** Bounds of what one run may ask of tools. */
export interface ToolLimits {
  /** Calls that may run together. */
  readonly atOnce: number
  /** Calls of one round; those beyond are refused. */
  readonly perRound: number
  /** How many calls with the same tool and arguments end the run. */
  readonly equal: number
  /** How long whoever runs a tool of its own may take, in milliseconds. */
  readonly outsideMs: number
}

/** What stands between a model's wish and a tool. */
export interface RunGuard {
  readonly policy: ApprovalPolicy
  readonly limits: ToolLimits
}

/**
 * Where a run stands. `asking`: a request to the model is open. `waiting`: between two attempts of one request.
 * `calling`: tools run. The message and call fields belong to the current round.
 */
export interface RunState extends RunGuard {
  /** What the conversation has taken in, as far as its tools are known. */
  readonly taint: Taint
  readonly run: Run
  readonly phase: 'created' | 'asking' | 'waiting' | 'calling' | 'ended'
  /** None until they are known. */
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
  /** When a run that waits for outputs from outside expires. */
  readonly dueAt?: number | undefined
  /** Set until the tools of a round that is done again are known. */
  readonly again?: RoundAgain
  /** True when a call of the answer has to wait for its end, and so has every call behind it. */
  readonly holding: boolean
  /** How often each call was asked for in this run, by its tool and arguments. */
  readonly asked: Readonly<Record<string, number>>
  /** What is wrong with calls of this round, as far as it is known before they run. */
  readonly objections?: ReadonlyMap<CallId, Failure>
  /** True when the model went round in circles: the run ends behind this round. */
  readonly looping: boolean
  readonly cancelling: boolean
}

/** What happens to a run. `at` is the time in milliseconds since 1970. */
export type RunInput =
  | {
      readonly type: 'start'
      readonly at: number
      readonly userMessage: Message | undefined
      readonly again?: RoundAgain | undefined
    }
  | {
      readonly type: 'model-event'
      readonly at: number
      readonly event: ModelEvent
      /** How long to wait if this is a failure that may be tried again. */
      readonly retryDelayMs: number
      /** US dollars of the round that this finishes; undefined when no price is known. */
      readonly cost?: number | undefined
      /** What is allowed by now, for the calls that this makes known. */
      readonly policy?: ApprovalPolicy
      /** What is wrong with those calls, as far as it is known. */
      readonly objections?: ReadonlyMap<CallId, Failure>
    }
  /** The tools of the run, which may take a while to start, and what they make of the conversation so far. */
  | {
      readonly type: 'tools-known'
      readonly at: number
      readonly tools: readonly ToolDefinition[]
      readonly taint: Taint
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
  | {
      readonly type: 'call-decided'
      readonly at: number
      readonly callId: CallId
      readonly decision: Decision
      /** With what this very decision allows of other calls. */
      readonly policy: ApprovalPolicy
    }
  /** One call is not wanted any more; the run goes on. */
  | { readonly type: 'call-cancelled'; readonly at: number; readonly callId: CallId }
  /** Whoever asked for the run gives what its own tools gave. */
  | {
      readonly type: 'outputs-submitted'
      readonly at: number
      readonly outputs: readonly SubmittedOutput[]
    }
  /** Nobody gave what was waited for until `dueAt`. */
  | { readonly type: 'outputs-due'; readonly at: number; readonly dueAt: number }
  /** The run was left by another process while it waited for outputs, and goes on here. */
  | { readonly type: 'resume'; readonly at: number }
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
  /** The tools are to be known, though the model is not asked yet. */
  | { readonly type: 'learn-tools'; readonly waitsFor: 'write' }
  | { readonly type: 'wait-retry'; readonly delayMs: number }
  | { readonly type: 'run-call'; readonly call: ToolCall; readonly waitsFor: 'flush' | 'nothing' }
  /** A person is to say whether these may run; after a while nobody will. */
  | { readonly type: 'ask-person'; readonly callIds: readonly CallId[] }
  /** Outputs are waited for until then. Whoever is to give them relies on the calls being stored. */
  | { readonly type: 'await-outputs'; readonly dueAt: number; readonly waitsFor: 'flush' }
  | { readonly type: 'abort-call'; readonly callId: CallId }
  /** Stops the open request, the wait and every running call. */
  | { readonly type: 'abort' }

export interface RunStep {
  readonly state: RunState
  readonly effects: readonly RunEffect[]
}

/** The state of a run that has not begun. `tip` is the user message it answers. */
export function initialState(run: Run, guard: RunGuard, tip: MessageId = run.userMessageId): RunState {
  return {
    run,
    phase: 'created',
    tools: [],
    ...guard,
    taint: noTaint,
    tip,
    messageCount: 0,
    round: 0,
    attempt: 1,
    retries: 0,
    partial: [],
    shown: false,
    calls: [],
    holding: false,
    asked: {},
    looping: false,
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
