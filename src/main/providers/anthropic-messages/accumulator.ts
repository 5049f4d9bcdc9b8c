import type { FinishReason } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import type { ModelAnswer, ModelPiece, ModelRequest } from '../../core/ports/model-client.ts'
import { createAnswerParts } from '../answer-parts.ts'
import { createCallIds } from '../call-ids.ts'
import type { Accumulator } from '../exchange.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { noteOfBody, wireField } from '../wire-note.ts'
import { createBlocks, type Blocks } from './blocks.ts'
import { mergeUsage } from './usage.ts'

/** Reads the events of a streamed message, or a whole message given as a single event. */
export function createAccumulator(messages: ModelRequest['messages']): Accumulator {
  const parts = createAnswerParts()
  const blocks = createBlocks(parts, createCallIds(messages))
  let stopReason: string | undefined
  let complete = false
  let usage: Usage | undefined
  let first: Loose | undefined

  const startMessage = (message: Loose) => {
    first ??= message
    usage = mergeUsage(usage, looseOf(message['usage']))
  }
  const takeWhole = (message: Loose, deltas: ModelPiece[]) => {
    startMessage(message)
    takeBlocks(blocks, listOf(message['content']), deltas)
    stopReason = textOf(message['stop_reason']) || undefined
    complete = true
  }
  const take = (value: unknown, deltas: ModelPiece[]) => {
    const event = looseOf(value)
    switch (event['type']) {
      case 'message_start':
        return startMessage(looseOf(event['message']))
      case 'content_block_start':
        return blocks.start(event['index'], looseOf(event['content_block']), deltas)
      case 'content_block_delta':
        return blocks.take(event['index'], looseOf(event['delta']), deltas)
      case 'content_block_stop':
        return blocks.stop(event['index'], deltas)
      case 'message_delta':
        stopReason = textOf(looseOf(event['delta'])['stop_reason']) || stopReason
        usage = mergeUsage(usage, looseOf(event['usage']))
        return
      case 'message_stop':
        complete = true
        return
      case 'message':
        return takeWhole(event, deltas)
      default:
      // Events of kinds that this version does not know.
    }
  }
  return {
    take,
    isComplete: () => complete,
    hasContent: () => !parts.isEmpty(),
    finish(deltas): ModelAnswer {
      blocks.stopAll(deltas)
      parts.settle(deltas)
      const model = textOf(first?.['model'])
      return {
        type: 'finished',
        parts: parts.parts(),
        finishReason: reasonOf(stopReason, parts.hasCalls()),
        ...(usage && { usage }),
        ...(model !== '' && { model }),
        ...wireField(noteOfBody(textOf(first?.['id']), stopReason)),
      }
    },
  }
}

function takeBlocks(blocks: Blocks, content: readonly unknown[], deltas: ModelPiece[]): void {
  content.forEach((block, index) => {
    blocks.start(index, looseOf(block), deltas)
    blocks.stop(index, deltas)
  })
}

function reasonOf(stopReason: string | undefined, hasCalls: boolean): FinishReason {
  switch (stopReason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length'
    case 'pause_turn':
      return 'paused'
    case 'refusal':
      return 'refusal'
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use':
      return hasCalls ? 'tool-calls' : 'stop'
    default:
      return 'unknown'
  }
}
