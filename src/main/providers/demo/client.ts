import { englishText } from '../../../contract/language/text.ts'
import type { Part } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import { failureOf, ParleyError } from '../../core/errors.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type {
  ModelAnswer,
  ModelClient,
  ModelEndpoint,
  ModelEvent,
  ModelRequest,
} from '../../core/ports/model-client.ts'
import { createCallIds } from '../call-ids.ts'
import { outcomeOf } from '../exchange.ts'
import { unsupported, withoutEmbeddings } from '../unsupported.ts'
import { replyTo, type WantedCall } from './reply.ts'

/** Between two words, and for a whole answer at most, in milliseconds. */
const pace = { wordMs: 25, answerMs: 1_800 }

const model = 'demo'

/** A small model of fixed rules in this process. It names itself as such wherever it answers. */
export function createClient(
  { providerId }: Pick<ModelEndpoint, 'providerId'>,
  { clock }: { readonly clock: Clock },
): ModelClient {
  return {
    stream: (request, { signal }) => answer(request, clock, signal, true),
    complete: (request, { signal }) => outcomeOf(answer(request, clock, signal, false)),
    embed: async () => Promise.reject(withoutEmbeddings({ name: englishText('demo.model') })),
    takes: () => true,
    async listModels({ signal }) {
      if (signal.aborted) throw new ParleyError('cancelled')
      return [{ id: model, providerId, name: englishText('demo.model') }]
    },
  }
}

async function* answer(
  request: ModelRequest,
  clock: Clock,
  signal: AbortSignal,
  paced: boolean,
): AsyncGenerator<ModelEvent, void, undefined> {
  if (request.generation?.format) {
    const { failure } = unsupported({ name: englishText('demo.model') }, 'format', 'it writes no JSON')
    yield { type: 'failed', failure }
    return
  }
  const { toolChoice } = request
  if (toolChoice === 'required' || typeof toolChoice === 'object') {
    const { failure } = unsupported(
      { name: englishText('demo.model') },
      'tool_choice',
      'it chooses by itself',
    )
    yield { type: 'failed', failure }
    return
  }
  const reply = replyTo(toolChoice === 'none' ? { ...request, tools: [] } : request)
  const parts = reply.type === 'calls' ? callsOf(request, reply.calls) : textOf(reply.text)
  const pieces = parts.flatMap(piecesOf)
  const delayMs = paced ? Math.min(pace.wordMs, pace.answerMs / pieces.length) : 0
  for (const piece of pieces) {
    if (paced) await wait(delayMs, clock, signal)
    if (signal.aborted) {
      yield { type: 'failed', failure: failureOf('cancelled') }
      return
    }
    yield piece
  }
  yield finished(request, parts)
}

function textOf(text: string): readonly Part[] {
  return [{ type: 'text', text }]
}

function callsOf({ messages }: ModelRequest, calls: readonly WantedCall[]): readonly Part[] {
  const ids = createCallIds(messages)
  return calls.map((call) => ({ type: 'tool-call', id: ids.take(undefined), ...call }))
}

function piecesOf(part: Part): readonly ModelEvent[] {
  if (part.type === 'tool-call') {
    return [{ type: 'tool-call-delta', callId: part.id, name: part.name, argumentsText: part.arguments }]
  }
  if (part.type !== 'text') return []
  return (part.text.match(/\s*\S+\s*/g) ?? []).map((text) => ({ type: 'text-delta', text }))
}

function finished(request: ModelRequest, parts: readonly Part[]): ModelAnswer {
  const calls = parts.some(({ type }) => type === 'tool-call')
  const usage: Usage = {
    inputTokens: wordsIn(request.messages.flatMap((message) => message.parts)),
    outputTokens: wordsIn(parts),
  }
  return { type: 'finished', parts, finishReason: calls ? 'tool-calls' : 'stop', usage, model }
}

function wordsIn(parts: readonly Part[]): number {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text
      if (part.type === 'tool-call') return part.arguments
      return part.type === 'tool-result' ? part.content : ''
    })
    .reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
}

function wait(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      forget()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const forget = clock.after(delayMs, done)
    signal.addEventListener('abort', done, { once: true })
    return undefined
  })
}
