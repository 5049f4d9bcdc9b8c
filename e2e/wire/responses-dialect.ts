import type { AnswerWriter, ContentStep, Dialect } from './dialect.ts'
import type { WireFinish, WireUsage } from './round.ts'

type Call = Extract<ContentStep, { type: 'call' }>

/** OpenAI's Responses. */
export const responsesDialect: Dialect = {
  protocol: 'openai-responses',
  createWriter,
  whole: (model, steps, finish, usage) => responseOf(model, itemsOf(steps), finish, usage),
  models: (ids) => ({
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'wire' })),
  }),
  error: (kind, message) => ({ error: { message, type: kind, param: null, code: kind } }),
}

/** Neighbouring pieces of one kind are one item, as a provider has them. */
function createWriter(model: string): AnswerWriter {
  const items: object[] = []
  let sequence = 0
  let open: { readonly type: 'text' | 'reasoning' | 'refusal'; text: string } | undefined

  const event = (type: string, fields: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...fields })}\n\n`
  const add = (item: object) => event('response.output_item.added', { output_index: items.length, item })
  const done = (item: object) => {
    const index = items.push(item) - 1
    return event('response.output_item.done', { output_index: index, item })
  }
  const close = (): readonly string[] => {
    if (!open) return []
    const item = itemOf(open.type, open.text, items.length)
    open = undefined
    return [done(item)]
  }
  const speak = (type: 'text' | 'reasoning' | 'refusal', text: string): readonly string[] => {
    const place = { item_id: `item_${items.length}`, output_index: items.length }
    if (open?.type === type) {
      open.text += text
      return [event(deltaOf[type], { ...place, content_index: 0, delta: text })]
    }
    const before = close()
    const now = { item_id: `item_${items.length}`, output_index: items.length }
    open = { type, text }
    return [
      ...before,
      add(itemOf(type, '', items.length)),
      event(deltaOf[type], { ...now, content_index: 0, delta: text }),
    ]
  }
  const call = (step: Call): readonly string[] => {
    const before = close()
    const place = { item_id: `item_${items.length}`, output_index: items.length }
    const pieces = step.pieces.map((delta) =>
      event('response.function_call_arguments.delta', { ...place, delta }),
    )
    const item = callOf(step, items.length)
    const text = step.pieces.join('')
    const whole = event('response.function_call_arguments.done', { ...place, arguments: text })
    return [...before, add({ ...item, arguments: '' }), ...pieces, whole, done(item)]
  }
  return {
    start: () => [event('response.created', { response: { id: 'resp_wire', object: 'response', model } })],
    content(step) {
      if (step.type === 'call') return call(step)
      if (step.type === 'error') {
        return [event('error', { code: step.kind, message: step.message, param: null })]
      }
      return speak(step.type, step.text)
    },
    ping: () => ': ping\n\n',
    end: (finish, usage) => {
      const last = close()
      const response = responseOf(model, items, finish, usage)
      return [
        ...last,
        event(finish === 'length' ? 'response.incomplete' : 'response.completed', { response }),
      ]
    },
  }
}

const deltaOf = {
  text: 'response.output_text.delta',
  refusal: 'response.refusal.delta',
  reasoning: 'response.reasoning_summary_text.delta',
} as const

function responseOf(model: string, output: readonly object[], finish: WireFinish, usage: WireUsage): object {
  const isCut = finish === 'length'
  return {
    id: 'resp_wire',
    object: 'response',
    model,
    status: isCut ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output,
    usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
  }
}

function itemOf(type: 'text' | 'reasoning' | 'refusal', text: string, index: number): object {
  const id = `item_${index}`
  if (type === 'reasoning') {
    const summary = text === '' ? [] : [{ type: 'summary_text', text }]
    return { type: 'reasoning', id, summary, encrypted_content: text === '' ? '' : `sealed ${id}` }
  }
  const content = type === 'text' ? { type: 'output_text', text } : { type: 'refusal', refusal: text }
  return { type: 'message', id, role: 'assistant', content: text === '' ? [] : [content] }
}

function callOf({ id, name, pieces }: Call, index: number): object {
  return { type: 'function_call', id: `item_${index}`, call_id: id, name, arguments: pieces.join('') }
}

function itemsOf(steps: readonly ContentStep[]): readonly object[] {
  const joined: ContentStep[] = []
  for (const step of steps) {
    const last = joined.at(-1)
    if (last && 'text' in last && 'text' in step && last.type === step.type) {
      joined.splice(-1, 1, { ...last, text: last.text + step.text })
    } else joined.push(step)
  }
  return joined.flatMap((step, index) => {
    if (step.type === 'call') return [callOf(step, index)]
    return step.type === 'error' ? [] : [itemOf(step.type, step.text, index)]
  })
}
