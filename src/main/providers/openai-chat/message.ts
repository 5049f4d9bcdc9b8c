import type { ModelPiece, ModelRequest } from '../../core/ports/model-client.ts'
import type { AnswerParts } from '../answer-parts.ts'
import { createCallIds } from '../call-ids.ts'
import { addImage, citePages } from '../loose-parts.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { sealOf } from '../seal.ts'
import { createCalls } from './calls.ts'
import { takeContent } from './content.ts'
import { createReasoningFields } from './reasoning.ts'
import { createThinkTag } from './think-tag.ts'

/** Reads the message of a choice: its deltas, or the whole of it. */
export interface MessageReader {
  /** Takes a choice, which has a delta, a message or, with very old servers, a text. */
  take(choice: Loose, deltas: ModelPiece[]): void
  /** Says what was held back. Called once. */
  finish(deltas: ModelPiece[]): void
}

/** `messages` are those before the answer, whose call ids are taken. */
export function createMessageReader(parts: AnswerParts, messages: ModelRequest['messages']): MessageReader {
  const calls = createCalls(parts, createCallIds(messages))
  const think = createThinkTag()
  const reasoning = createReasoningFields()

  // One function for all deltas of a chunk, not one for each: this runs a thousand times a second.
  let sink: ModelPiece[] = []
  const say = (type: 'text' | 'reasoning', text: string) => parts.addText(type, text, sink)

  const takeMessage = (delta: Loose) => {
    if (delta['reasoning_content'] || delta['reasoning'] || delta['reasoning_details']) {
      say('reasoning', reasoning.take(delta))
    }
    if (delta['content']) takeContent(delta['content'], { parts, think, say, deltas: sink })
    if (delta['refusal']) parts.addText('refusal', textOf(delta['refusal']), sink)
    if (delta['images']) listOf(delta['images']).forEach((image) => addImage(parts, image))
    if (delta['annotations']) citePages(parts, delta['annotations'])
    if (delta['extra_content']) keepProof(parts, looseOf(delta['extra_content']))
    if (delta['tool_calls']) calls.take(listOf(delta['tool_calls']), sink)
    if (delta['function_call']) calls.take([{ index: 0, function: delta['function_call'] }], sink)
  }
  return {
    take(choice, deltas) {
      sink = deltas
      const delta = choice['delta'] ?? choice['message']
      if (delta) takeMessage(looseOf(delta))
      else think.take(textOf(choice['text']), say)
    },
    finish(deltas) {
      sink = deltas
      think.finish(say)
      reasoning.finish(parts)
    },
  }
}

// Other things that vendors say there, such as that a text is a thought, need not go back.
function keepProof(parts: AnswerParts, extra: Loose): void {
  const isProof = Object.values(extra).some((vendor) => looseOf(vendor)['thought_signature'])
  if (isProof) parts.mark('text', sealOf('openai-chat', { extra }))
}
