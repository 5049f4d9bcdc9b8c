import type { KeptText } from '../../../contract/attachment.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { MediaPart, Message, Part, SummaryPart } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { ToolCallRecord, ToolCallStatus, ToolEffect } from '../../../contract/tool.ts'
import type { Transcript } from '../../../contract/transcript.ts'

export type SourcePart = Extract<Part, { type: 'source' }>

/** What the transcript shows, top to bottom. */
export type Turn = UserTurn | AnswerTurn | FoldTurn | FoldingTurn

/** The line under what a summary stands for. */
export interface FoldTurn {
  readonly kind: 'fold'
  readonly id: string
  readonly message: Message
  readonly summary: SummaryPart
}

/** A summary that the user asked for and that is being written, or could not be. */
export interface FoldingTurn {
  readonly kind: 'folding'
  readonly id: string
  readonly run: Run
  readonly messageCount?: number
}

export interface UserTurn {
  readonly kind: 'user'
  readonly id: string
  readonly message: Message
}

/** All that one run gave in answer to one message. */
export interface AnswerTurn {
  readonly kind: 'answer'
  readonly id: string
  readonly items: readonly AnswerItem[]
  readonly run?: Run
  /** The message that is answered, for Retry. */
  readonly asked?: Message
  readonly messages: readonly Message[]
  /** True while the run goes on. */
  readonly active: boolean
  readonly waitingRetry?: NonNullable<Transcript['waitingRetry']>
  readonly waitingTurn?: NonNullable<Transcript['waitingTurn']>
  readonly folding?: NonNullable<Transcript['folding']>
}

export type AnswerItem = ReasoningItem | TextItem | CallsItem | ProviderItem | ImageItem | SourcesItem

/** Something that the provider did by itself. */
export interface ProviderItem {
  readonly kind: 'provider-item'
  readonly key: string
  readonly words: string
}

/** A picture from the model. */
export interface ImageItem {
  readonly kind: 'image'
  readonly key: string
  readonly part: MediaPart
}

/** The pages that an answer rests on. */
export interface SourcesItem {
  readonly kind: 'sources'
  readonly key: string
  readonly sources: readonly SourcePart[]
}

export interface ReasoningItem {
  readonly kind: 'reasoning'
  readonly key: string
  readonly text: string
  readonly streaming: boolean
}

export interface TextItem {
  readonly kind: 'text'
  readonly key: string
  readonly text: string
  readonly streaming: boolean
  /** The model declined; its words are shown like an answer, marked as what they are. */
  readonly refusal: boolean
}

/** The tool calls of one round. */
export interface CallsItem {
  readonly kind: 'calls'
  readonly key: string
  readonly round: number
  readonly parallel: boolean
  readonly calls: readonly CallView[]
}

/**
 * `arriving`: the model is still writing the arguments. `asking`: a person is to say whether it may run. `outside`: the program
 * that asked for the run is to give what the tool gives. `denied`: it was not allowed, so it did not run.
 */
export type CallStatus = ToolCallStatus | 'arriving' | 'asking' | 'outside' | 'denied'

export interface CallView {
  readonly key: string
  /** Absent for a call without a history, such as one of an imported chat. */
  readonly record?: ToolCallRecord | undefined
  readonly name: string
  /** JSON text as received, complete or not. */
  readonly arguments: string
  readonly status: CallStatus
  /** The worst that the tool can do; absent while the model still writes the call. */
  readonly effect?: ToolEffect | undefined
  readonly progress?: string | undefined
  readonly result?: string | undefined
  /** All of the output, where the result is its beginning and its end. */
  readonly whole?: KeptText | undefined
  readonly failure?: Failure | undefined
  readonly startedAt?: number | undefined
  readonly durationMs?: number | undefined
}

/** True when nothing more will happen to the call. */
export function isSettled(call: CallView): boolean {
  return !['arriving', 'asking', 'outside', 'requested', 'running'].includes(call.status)
}
