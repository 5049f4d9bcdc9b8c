import type { ModelPiece } from '../../core/ports/model-client.ts'
import type { AnswerParts, OpenCall } from '../answer-parts.ts'
import { givenId, type CallIds } from '../call-ids.ts'
import { listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { sealOf } from '../seal.ts'
import { addProviderItem, citeAll } from './provider-items.ts'

/** The output items of a response while they arrive, each told apart by its place or its id. */
export interface Items {
  /** Takes an event that is about one item; passes over every other. */
  take(event: Loose, deltas: ModelPiece[]): void
  /** The whole list, when it came at once. What came before in pieces is not taken again. */
  takeAll(output: readonly unknown[], deltas: ModelPiece[]): void
}

interface Item {
  call?: OpenCall
  /** Whether anything came in pieces, so that the whole at the end is no news. */
  hasPieces: boolean
  isDone: boolean
}

export function createItems(parts: AnswerParts, ids: CallIds): Items {
  const { enter, newsIn } = createPlaces(parts)
  const open = (item: Item, { type, call_id, id, name }: Loose, deltas: ModelPiece[]): void => {
    if (type !== 'function_call' || item.call) return
    item.call = parts.openCall(ids.take(givenId(call_id) ?? givenId(id)), givenId(call_id))
    parts.addToCall(item.call, textOf(name), '', deltas)
  }
  const say = (type: 'text' | 'refusal' | 'reasoning', event: Loose, deltas: ModelPiece[]) => {
    enter(event).hasPieces = true
    parts.addText(type, textOf(event['delta']), deltas)
  }
  const takeArguments = (event: Loose, deltas: ModelPiece[]) => {
    const item = enter(event)
    const text = textOf(event['delta'])
    if (text === '') return
    open(item, { type: 'function_call', id: event['item_id'] }, deltas)
    item.hasPieces = true
    if (item.call) parts.addToCall(item.call, '', text, deltas)
  }
  const stop = (event: Loose, deltas: ModelPiece[]): void => {
    const item = enter(event)
    const whole = looseOf(event['item'])
    if (item.isDone) return
    open(item, whole, deltas)
    if (!item.hasPieces) takeWhole(parts, item.call, whole, deltas)
    if (item.call) parts.endCall(item.call, deltas)
    seal(parts, whole)
    citeAll(parts, whole)
    addProviderItem(parts, whole)
    item.isDone = true
    parts.close()
  }
  const take = (event: Loose, deltas: ModelPiece[]) => {
    switch (event['type']) {
      case 'response.output_item.added':
        return open(enter(event, true), looseOf(event['item']), deltas)
      case 'response.output_item.done':
        return stop(event, deltas)
      case 'response.output_text.delta':
        return say('text', event, deltas)
      case 'response.refusal.delta':
        return say('refusal', event, deltas)
      case 'response.reasoning_summary_part.added':
        return enter(event).hasPieces ? parts.addText('reasoning', '\n\n', deltas) : undefined
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return say('reasoning', event, deltas)
      case 'response.output_text.annotation.added':
        return citeAll(parts, { content: [{ annotations: [event['annotation']] }] })
      case 'response.function_call_arguments.delta':
        return takeArguments(event, deltas)
      default:
      // About the response as a whole, or of a kind that this version does not know.
    }
  }
  return {
    take,
    takeAll: (output, deltas) => newsIn(output).forEach((event) => stop(event, deltas)),
  }
}

interface Places {
  /** The item that an event is about. `begins`: it tells of that item for the first time. */
  readonly enter: (event: Loose, begins?: boolean) => Item
  /** Those of the whole list that were not told of under another place, as events. */
  readonly newsIn: (output: readonly unknown[]) => readonly Loose[]
}

/** Finds items. They seldom interleave; where they do, a text begins anew. */
function createPlaces(parts: AnswerParts): Places {
  const items = new Map<unknown, Item>()
  const names = new Set<unknown>()
  let speaking: unknown
  const enter = (event: Loose, begins = false) => {
    names.add(event['item_id'] ?? looseOf(event['item'])['id'])
    const place = event['output_index'] ?? event['item_id'] ?? looseOf(event['item'])['id']
    if (place !== speaking) parts.close()
    speaking = place
    const known = items.get(place)
    // Some servers give every item the same place, one after the other.
    const isAnother = begins && (known?.isDone || known?.call)
    const item = known && !isAnother ? known : { hasPieces: false, isDone: false }
    items.set(place, item)
    return item
  }
  const newsIn = (output: readonly unknown[]) =>
    output
      .map((item, index) => ({ output_index: index, item }))
      .filter(({ output_index, item }) => {
        const { id } = looseOf(item)
        return items.has(output_index) || id === undefined || !names.has(id)
      })
  return { enter, newsIn }
}

function takeWhole(parts: AnswerParts, call: OpenCall | undefined, whole: Loose, deltas: ModelPiece[]): void {
  if (call) parts.addToCall(call, '', textOf(whole['arguments']), deltas)
  for (const content of listOf(whole['content'])) {
    const { type, text, refusal } = looseOf(content)
    if (type === 'refusal') parts.addText('refusal', textOf(refusal), deltas)
    else parts.addText(whole['type'] === 'reasoning' ? 'reasoning' : 'text', textOf(text), deltas)
  }
  const summary = listOf(whole['summary']).map((part) => textOf(looseOf(part)['text']))
  parts.addText('reasoning', summary.filter(Boolean).join('\n\n'), deltas)
}

function seal(parts: AnswerParts, { type, id, encrypted_content }: Loose): void {
  const content = textOf(encrypted_content)
  if (type === 'reasoning' && content !== '')
    parts.sign(sealOf('openai-responses', { id: textOf(id), content }))
}
