import type { FinishReason } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import type { ModelAnswer, ModelPiece, ModelRequest } from '../../core/ports/model-client.ts'
import { createAnswerParts, type AnswerParts } from '../answer-parts.ts'
import { createCallIds } from '../call-ids.ts'
import type { Accumulator } from '../exchange.ts'
import { countOf, listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { StreamComplaint } from '../wire-failure.ts'
import { noteOfBody, wireField } from '../wire-note.ts'
import { createItems } from './items.ts'

/** Reads the events of a streamed response, or a whole response given as a single event. */
export function createAccumulator(messages: ModelRequest['messages']): Accumulator {
  const parts = createAnswerParts()
  const items = createItems(parts, createCallIds(messages))
  let end: Loose | undefined
  let usage: Usage | undefined
  let model = ''
  let id = ''

  const begin = (response: Loose) => {
    if (model === '') model = textOf(response['model'])
    if (id === '') id = textOf(response['id'])
    usage = usageOf(looseOf(response['usage'])) ?? usage
  }
  const finishWith = (response: Loose, deltas: ModelPiece[]) => {
    begin(response)
    items.takeAll(listOf(response['output']), deltas)
    end = response
  }
  const takeWhole = (response: Loose, deltas: ModelPiece[]) => {
    refuseFailed(response)
    // What goes on in the background is no answer yet.
    if (/^(?:queued|in_progress)$/.test(textOf(response['status']))) begin(response)
    else finishWith(response, deltas)
  }
  const take = (value: unknown, deltas: ModelPiece[]) => {
    const event = looseOf(value)
    switch (event['type']) {
      case 'response.created':
      case 'response.queued':
      case 'response.in_progress':
        return begin(looseOf(event['response']))
      case 'response.completed':
      case 'response.incomplete':
      case 'response.done':
        return finishWith(looseOf(event['response']), deltas)
      case 'response.failed':
      case 'response.cancelled':
        throw new StreamComplaint(looseOf(event['response'])['error'] ?? event)
      case 'error':
        throw new StreamComplaint(event)
      default:
        if (event['object'] === 'response') takeWhole(event, deltas)
        else items.take(event, deltas)
    }
  }
  return {
    take,
    isComplete: () => end !== undefined,
    hasContent: () => !parts.isEmpty(),
    finish(deltas): ModelAnswer {
      parts.settle(deltas)
      return {
        type: 'finished',
        parts: parts.parts(),
        finishReason: reasonOf(end, parts),
        ...(usage && { usage }),
        ...(model !== '' && { model }),
        ...wireField(noteOfBody(id, endWordOf(end))),
      }
    },
  }
}

function refuseFailed(response: Loose): void {
  const { status } = response
  if (status === 'failed' || status === 'cancelled') throw new StreamComplaint(response)
}

function endWordOf(end: Loose | undefined): string {
  return textOf(looseOf(end?.['incomplete_details'])['reason']) || textOf(end?.['status'])
}

function reasonOf(end: Loose | undefined, parts: AnswerParts): FinishReason {
  const reason = looseOf(end?.['incomplete_details'])['reason']
  if (reason === 'content_filter') return 'content-filter'
  if (reason || end?.['status'] === 'incomplete') return 'length'
  if (parts.hasCalls()) return 'tool-calls'
  if (parts.has('refusal')) return 'refusal'
  return end ? 'stop' : 'unknown'
}

function usageOf(reported: Loose): Usage | undefined {
  const inputTokens = countOf(reported['input_tokens'])
  const outputTokens = countOf(reported['output_tokens'])
  if (inputTokens === undefined && outputTokens === undefined) return undefined
  const cacheReadTokens = countOf(looseOf(reported['input_tokens_details'])['cached_tokens'])
  const reasoningTokens = countOf(looseOf(reported['output_tokens_details'])['reasoning_tokens'])
  return {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
  }
}
