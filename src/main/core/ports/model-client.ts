import type { Generation } from '../../../contract/generation.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { CallId, ProviderId } from '../../../contract/id.ts'
import type { FinishReason, MediaPart, Message, Part } from '../../../contract/message.ts'
import type { Model, Protocol } from '../../../contract/provider.ts'
import type { RateLimitName } from '../../../contract/provider-limits.ts'
import type { BodyFields } from '../../../contract/provider-network.ts'
import type { ToolCall, ToolChoice, ToolDefinition } from '../../../contract/tool.ts'
import type { Usage } from '../../../contract/usage.ts'
import type { WireNote } from '../../../contract/wire-note.ts'

/** One round's question: the whole conversation so far, oldest first, with the tools that may be called. */
export interface ModelRequest {
  readonly model: string
  readonly messages: readonly Pick<Message, 'role' | 'parts'>[]
  readonly tools: readonly ToolDefinition[]
  /** Whether the model may ask for several calls at once. */
  readonly parallelTools: boolean
  /** As the model likes, when absent. A protocol that cannot do what is asked refuses with `option-unsupported`. */
  readonly toolChoice?: ToolChoice
  /** How to write. A protocol that cannot do what is asked refuses with `option-unsupported`. */
  readonly generation?: Generation
}

/** The answer of one round, whole. `parts` are what must be stored and, next round, replayed. */
export interface ModelAnswer {
  readonly type: 'finished'
  readonly parts: readonly Part[]
  readonly finishReason: FinishReason
  /** Absent when the provider did not say. */
  readonly usage?: Usage
  /** The model's own name as the provider reports it. */
  readonly model?: string
  readonly wire?: WireNote
}

/** The round failed. What was yielded before stays valid. */
export interface ModelFailure {
  readonly type: 'failed'
  readonly failure: Failure
  /** The provider's wish, in milliseconds from now. */
  readonly retryAfterMs?: number
  readonly wire?: WireNote
}

/** What arrives while a round goes on. A call's name comes with its first delta or later, never twice. */
export type ModelDelta =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'refusal-delta'; readonly text: string }
  | {
      readonly type: 'tool-call-delta'
      readonly callId: CallId
      readonly name?: string
      readonly argumentsText: string
    }

/**
 * The arguments of a call are whole, while the answer goes on. Comes at most once for a call, behind its deltas, and only
 * where the wire tells; `finished` says the same of the call.
 */
export interface ModelReady {
  readonly type: 'tool-call-ready'
  readonly call: ToolCall
}

/** What an answer is told in. */
export type ModelPiece = ModelDelta | ModelReady

export type ModelEvent = ModelPiece | ModelAnswer | ModelFailure

/** Texts whose vectors are wanted. */
export interface EmbeddingRequest {
  readonly model: string
  readonly texts: readonly string[]
  /** How many numbers a vector is to have, where the model leaves a choice. */
  readonly dimensions?: number
}

/** One vector for each text, in their order. */
export interface EmbeddingAnswer {
  readonly vectors: readonly (readonly number[])[]
  readonly model: string
  /** Absent when the provider did not say. */
  readonly usage?: Usage
}

/** Time limits of one request in milliseconds: to the first byte, between two bytes, altogether. */
export interface ModelLimits {
  readonly firstByteMs: number
  readonly idleMs: number
  readonly totalMs: number
}

/** The way to an endpoint. */
export interface ModelNetwork {
  /** As the environment or the system says, directly, or through one proxy, whose credentials are `user:password`. */
  readonly proxy: 'environment' | 'none' | { readonly url: string; readonly credentials?: string }
  /** A file of certificates in PEM that are trusted beside the system's. */
  readonly caFile?: string
  /** Whether the server's certificate may be signed by itself. */
  readonly selfSigned: boolean
}

/** Where and as whom to ask. The key lives here and in the request's header, nowhere else. */
export interface ModelEndpoint {
  readonly providerId: ProviderId
  /** The provider's name for people; stands in every failure. */
  readonly name: string
  readonly protocol: Protocol
  readonly baseUrl: string
  /** `key` goes where the protocol has its key, `bearer` into Authorization. Absent: no credentials are sent. */
  readonly credentials?: { readonly kind: 'key' | 'bearer'; readonly value: string }
  readonly limits: ModelLimits
  /** Absent: as the environment or the system says, with certificates that the system trusts. */
  readonly network?: ModelNetwork
  /** Headers that the user adds, by names in small letters. Their values are as secret as a key. */
  readonly headers?: Readonly<Record<string, string>>
  /** Fields that the user adds to the body of each question. */
  readonly body?: BodyFields
}

/** A limit of the user's that a request waits for, and how much it allows. */
export interface ModelWait {
  readonly limit: RateLimitName
  readonly count: number
}

export interface ModelCall {
  readonly signal: AbortSignal
  /** Called when the request has to wait for its turn before it is sent, and with `undefined` when that is over. */
  readonly onWait?: (wait: ModelWait | undefined) => void
}

/**
 * Speaks one wire protocol with one endpoint. Made once per endpoint and used by many runs at a time; the run loop is
 * its only caller for answers, the settings for the list.
 */
export interface ModelClient {
  /**
   * Answers as it arrives. Yields deltas, and which calls are ready, then exactly one `finished` or `failed`, then ends; it never throws. The
   * deltas joined equal the text, reasoning, refusal and calls of `finished`. After an abort it ends with `failed`
   * of code `cancelled` within a second and its connection is closed. It does not retry.
   */
  stream(request: ModelRequest, options: ModelCall): AsyncIterable<ModelEvent>
  /**
   * Whether the model can be given the bytes of such a file; else its text goes in their place. Absent: those of pictures
   * and of nothing else.
   */
  takes?(file: Pick<MediaPart, 'type' | 'mediaType' | 'size'>): boolean
  /** The same answer in one piece, asked for without streaming. Never throws. */
  complete(request: ModelRequest, options: ModelCall): Promise<ModelAnswer | ModelFailure>
  /**
   * Vectors of texts, in their order. Throws ParleyError, `embeddings-unsupported` where the protocol has none.
   */
  embed(request: EmbeddingRequest, options: { readonly signal: AbortSignal }): Promise<EmbeddingAnswer>
  /** The models that may be asked, in the provider's order. Throws ParleyError. */
  listModels(options: { readonly signal: AbortSignal }): Promise<readonly Model[]>
}

/** Makes a client. May load the code of the protocol first, which is why it is asynchronous. */
export type ModelClientFactory = (endpoint: ModelEndpoint) => Promise<ModelClient>
