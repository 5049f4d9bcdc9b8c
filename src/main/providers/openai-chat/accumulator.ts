import type { Usage } from '../../../contract/usage.ts'
import type { ModelAnswer, ModelPiece, ModelRequest } from '../../core/ports/model-client.ts'
import { createAnswerParts } from '../answer-parts.ts'
import type { Accumulator } from '../exchange.ts'
import { citePages } from '../loose-parts.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { noteOfBody, wireField } from '../wire-note.ts'
import { reasonOf, refuseFailure } from './finish.ts'
import { createMessageReader } from './message.ts'
import { usageIn, usageOf } from './usage.ts'

/** Reads the chunks of a streamed chat completion, or a whole one given as a single chunk. */
export function createAccumulator(messages: ModelRequest['messages']): Accumulator {
  const parts = createAnswerParts()
  const message = createMessageReader(parts, messages)
  // Where pages are listed, every chunk lists them all: they are added once, behind the text.
  let pages: Loose = {}
  let finish: string | undefined
  let usage: Usage | undefined
  let usageCameAlone = false
  let model = ''
  let id = ''

  const take = (value: unknown, deltas: ModelPiece[]) => {
    const chunk = looseOf(value)
    const choices = listOf(chunk['choices'])
    if (model === '') model = textOf(chunk['model'])
    if (id === '') id = textOf(chunk['id'])
    if (chunk['citations'] || chunk['search_results']) pages = chunk
    if (chunk['usage'] || chunk['x_groq'] || chunk['eval_count']) usage = usageIn(chunk) ?? usage
    if (chunk['usage'] && choices.length === 0 && usage) usageCameAlone = true
    for (const choice of choices) takeChoice(looseOf(choice), deltas)
  }
  const takeChoice = (choice: Loose, deltas: ModelPiece[]) => {
    if (typeof choice['index'] === 'number' && choice['index'] > 0) return
    if (choice['usage']) usage = usageOf(looseOf(choice['usage'])) ?? usage
    message.take(choice, deltas)
    refuseFailure(choice)
    if (choice['finish_reason']) finish = textOf(choice['finish_reason']) || finish
  }
  return {
    take,
    isComplete: () => finish !== undefined || (usageCameAlone && !parts.isEmpty()),
    hasContent: () => !parts.isEmpty(),
    finish(deltas): ModelAnswer {
      message.finish(deltas)
      parts.settle(deltas)
      citePages(parts, pages['search_results'])
      citePages(parts, pages['citations'])
      return {
        type: 'finished',
        parts: parts.parts(),
        finishReason: reasonOf(finish, parts),
        ...(usage && { usage }),
        ...(model !== '' && { model }),
        ...wireField(noteOfBody(id, finish)),
      }
    },
  }
}
