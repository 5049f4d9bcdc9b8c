import type { Completion, CompletionAsk, CompletionPiece } from '../../../contract/completion.ts'
import { sessionIdOf, type SessionId } from '../../../contract/id.ts'
import { isMedia } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import { definitionOf } from '../tools/client-tools.ts'
import { errorOf, ParleyError } from '../errors.ts'
import type { RunMoneyFactory } from '../money/run-money.ts'
import type { ModelAnswer, ModelClient, ModelFailure, ModelRequest } from '../ports/model-client.ts'
import type { AnswerMemory } from './answer-memory.ts'
import { toldMessages } from './told-messages.ts'

/** What a program's question needs of the core. */
export interface CompletionNeeds {
  /** Who answers to a name. Throws `model-unheard` and the like. */
  readonly resolve: (name: string) => Promise<RunOptions>
  readonly connect: (options: RunOptions, sessionId: SessionId) => Promise<ModelClient>
  readonly moneyFor: RunMoneyFactory
  readonly memory: AnswerMemory
}

export interface Asking {
  readonly signal: AbortSignal
  readonly onPiece: (piece: CompletionPiece) => void
}

/** No chat: its requests take turns with those of chats, and only the limit of a day holds for all of them together. */
const place = sessionIdOf('local-api')

/**
 * Asks a model once and gives its answer. Nothing is stored but what it cost, no tool runs, and nothing is tried again:
 * whoever asks has the patience for that. Throws what the provider or the user's limits refuse.
 */
export async function complete(
  ask: CompletionAsk,
  { resolve, connect, moneyFor, memory }: CompletionNeeds,
  { signal, onPiece }: Asking,
): Promise<Completion> {
  const options = await resolve(ask.model)
  const money = moneyFor(options, place)
  if ((await money.reached(0)) === 'day') throw new ParleyError('spending-reached')
  const client = await connect(options, place)
  const request = requestOf(ask, options, memory)
  refuseMedia(request, client, options)
  const answer = await (ask.streaming
    ? streamed(client, request, { signal, onPiece })
    : client.complete(request, { signal }))
  if (answer.type === 'failed') throw failed(answer)
  memory.keep(options.providerId, answer.parts)
  const cost = answer.usage && (await money.charge(answer.usage))
  return {
    providerId: options.providerId,
    model: options.model,
    parts: answer.parts,
    finishReason: answer.finishReason,
    ...(answer.usage && { usage: answer.usage }),
    ...(cost !== undefined && { cost }),
  }
}

// When to come back is for the program, so it goes along with the failure.
function failed({ failure, retryAfterMs }: ModelFailure): ParleyError {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs: String(retryAfterMs) }
  return errorOf({ ...failure, params: { ...failure.params, ...wait } })
}

function requestOf(
  ask: CompletionAsk,
  { model, providerId }: RunOptions,
  memory: AnswerMemory,
): ModelRequest {
  const messages = ask.messages.map((message) => memory.recall(providerId, message))
  return {
    model,
    messages: toldMessages(messages, providerId),
    tools: (ask.tools ?? []).map(definitionOf),
    parallelTools: ask.parallelTools ?? true,
    ...(ask.toolChoice && { toolChoice: ask.toolChoice }),
    ...(ask.generation && { generation: ask.generation }),
  }
}

async function streamed(
  client: ModelClient,
  request: ModelRequest,
  { signal, onPiece }: Asking,
): Promise<ModelAnswer | ModelFailure> {
  for await (const event of client.stream(request, { signal })) {
    if (event.type === 'finished' || event.type === 'failed') return event
    if (event.type !== 'tool-call-ready') onPiece(event)
  }
  throw new ParleyError('internal', { params: { detail: 'the answer had no end' } })
}

// A chat would tell the words of such a file instead. Here nobody would see that it did.
function refuseMedia({ messages }: ModelRequest, client: ModelClient, { model }: RunOptions): void {
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (!isMedia(part)) continue
    const taken = client.takes ? client.takes(part) : part.type === 'image'
    if (!taken) throw new ParleyError('file-not-taken', { params: { model, mediaType: part.mediaType } })
  }
}
