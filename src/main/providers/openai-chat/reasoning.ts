import type { AnswerParts } from '../answer-parts.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { sealOf } from '../seal.ts'

/** Reads reasoning from the fields beside the text, and keeps what must go back with it. */
export interface ReasoningFields {
  /** The reasoning of one delta. */
  take(delta: Loose): string
  /** Gives the parts what the provider wants back. Called once. */
  finish(parts: AnswerParts): void
}

export function createReasoningFields(): ReasoningFields {
  const details = new Map<string, Record<string, unknown>>()
  let field: string | undefined

  const takeDetail = (value: unknown, position: number) => {
    const detail = looseOf(value)
    const place = `${textOf(detail['type'])} ${String(Number(detail['index'] ?? position))}`
    const known = details.get(place) ?? {}
    details.set(place, known)
    for (const [name, item] of Object.entries(detail)) {
      const grows = (name === 'text' || name === 'summary') && typeof known[name] === 'string'
      if (grows) known[name] = textOf(known[name]) + textOf(item)
      else if (item !== null) known[name] = item
    }
  }
  return {
    take(delta) {
      const { reasoning_content: content, reasoning, reasoning_details: list } = delta
      listOf(list).forEach(takeDetail)
      if (textOf(content) !== '') field = 'reasoning_content'
      const said = textOf(content) || textOf(reasoning) || textOf(looseOf(reasoning)['content'])
      return said || listOf(list).map(textOfDetail).join('')
    },
    finish(parts) {
      if (details.size > 0) {
        parts.mark('reasoning', sealOf('openai-chat', { details: [...details.values()] }))
      } else if (field) parts.mark('reasoning', sealOf('openai-chat', { field }))
    },
  }
}

function textOfDetail(detail: unknown): string {
  const { text, summary } = looseOf(detail)
  return textOf(text) || textOf(summary)
}
