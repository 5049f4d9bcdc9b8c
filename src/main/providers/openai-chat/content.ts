import type { ModelPiece } from '../../core/ports/model-client.ts'
import type { AnswerParts } from '../answer-parts.ts'
import { addImage } from '../loose-parts.ts'
import { listOf, looseOf, textOf } from '../loose.ts'
import type { ThinkTag } from './think-tag.ts'

export type Say = (type: 'text' | 'reasoning', text: string) => void

/** Reads the content of a message or a delta: a text, or a list of parts of several kinds. */
export function takeContent(
  content: unknown,
  { parts, think, say, deltas }: { parts: AnswerParts; think: ThinkTag; say: Say; deltas: ModelPiece[] },
): void {
  if (typeof content === 'string') return think.take(content, say)
  for (const item of listOf(content)) {
    const part = looseOf(item)
    switch (part['type']) {
      case 'thinking':
        say('reasoning', textWithin(part['thinking'] ?? part['text']))
        break
      case 'refusal':
        parts.addText('refusal', textOf(part['refusal']), deltas)
        break
      case 'image_url':
      case 'image':
      case 'inline_data':
        addImage(parts, part)
        break
      default:
        think.take(textOf(item) || textWithin(part['text']), say)
    }
  }
}

function textWithin(value: unknown): string {
  if (typeof value === 'string') return value
  return listOf(value)
    .map((item) => textOf(item) || textOf(looseOf(item)['text']))
    .join('')
}
