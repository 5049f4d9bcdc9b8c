import type { Protocol } from '../../../contract/provider.ts'
import type { ModelAnswer, ModelPiece } from '../../core/ports/model-client.ts'
import { createAnswerReader } from '../answer-reader.ts'
import { createAccumulator as forMessages } from '../anthropic-messages/accumulator.ts'
import type { Accumulator } from '../exchange.ts'
import { createAccumulator as forChat } from '../openai-chat/accumulator.ts'
import { createAccumulator as forResponses } from '../openai-responses/accumulator.ts'

/** What a body gives, without a client around it. */
export interface ReadBody {
  /** The deltas, joined where neighbours are of one kind. */
  readonly told: readonly string[]
  /** What is thrown at it, or what is kept of an answer that never ended. */
  readonly result: ModelAnswer | string
}

const accumulators = {
  'openai-chat': forChat,
  'openai-responses': forResponses,
  'anthropic-messages': forMessages,
} as const

export type WireProtocol = Exclude<Protocol, 'demo'>

/** Reads a body that comes in these pieces. */
export function readBody(protocol: WireProtocol, pieces: Iterable<Uint8Array>): ReadBody {
  const accumulator: Accumulator = accumulators[protocol]([])
  const deltas: ModelPiece[] = []
  const reader = createAnswerReader((event) => accumulator.take(event, deltas))
  const decoder = new TextDecoder()
  try {
    for (const piece of pieces) reader.take(decoder.decode(piece, { stream: true }))
    reader.take(decoder.decode())
    reader.end()
  } catch (error) {
    return { told: joined(deltas), result: error instanceof Error ? error.name : 'thrown' }
  }
  const isWhole = accumulator.isComplete() || (reader.sawEndMark() && accumulator.hasContent())
  const answer = accumulator.finish(deltas)
  return { told: joined(deltas), result: isWhole ? answer : 'cut' }
}

function joined(deltas: readonly ModelPiece[]): readonly string[] {
  const told: { kind: string; text: string }[] = []
  for (const delta of deltas) {
    if (delta.type === 'tool-call-ready') {
      told.push({ kind: 'ready', text: `${delta.call.id} ${delta.call.name} ${delta.call.arguments}` })
      continue
    }
    const isCall = delta.type === 'tool-call-delta'
    const kind: string = isCall ? delta.callId : delta.type
    const text = isCall ? `${delta.name ?? ''}${delta.argumentsText}` : delta.text
    const last = told.at(-1)
    if (last?.kind === kind) last.text += text
    else told.push({ kind, text })
  }
  return told.map(({ kind, text }) => `${kind}: ${text}`)
}
