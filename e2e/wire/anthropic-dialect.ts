import type { AnswerWriter, ContentStep, Dialect } from './dialect.ts'
import type { WireFinish } from './round.ts'

const finishes: Readonly<Record<WireFinish, string>> = {
  stop: 'end_turn',
  'tool-calls': 'tool_use',
  length: 'max_tokens',
  refusal: 'refusal',
}

const signature = 'c2lnbmVk'

/** Messages. */
export const anthropicDialect: Dialect = {
  protocol: 'anthropic-messages',
  createWriter,
  whole: (model, steps, finish, usage) => ({
    ...emptyMessage(model),
    content: joined(steps).map(blockOf),
    stop_reason: finishes[finish],
    usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
  }),
  models: (ids) => ({
    data: ids.map((id) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' })),
    has_more: false,
    first_id: ids.at(0) ?? null,
    last_id: ids.at(-1) ?? null,
  }),
  error: (kind, message) => ({ type: 'error', error: { type: kind, message }, request_id: 'req_wire' }),
}

function createWriter(model: string): AnswerWriter {
  let index = -1
  let open: ContentStep['type'] | undefined
  const delta = (fields: object) => event('content_block_delta', { index, delta: fields })
  const close = (): string[] => {
    if (!open) return []
    const signed = open === 'reasoning' ? [delta({ type: 'signature_delta', signature })] : []
    open = undefined
    return [...signed, event('content_block_stop', { index })]
  }
  const begin = (step: ContentStep): string[] => {
    if (open === step.type && step.type !== 'call') return []
    const closed = close()
    index += 1
    open = step.type
    return [...closed, event('content_block_start', { index, content_block: emptyBlockOf(step) })]
  }
  return {
    start: () => [event('message_start', { message: emptyMessage(model) })],
    content(step) {
      if (step.type === 'error') return [event('error', anthropicDialect.error(step.kind, step.message))]
      const begun = begin(step)
      if (step.type !== 'call') return [...begun, delta(deltaOf(step))]
      return [
        ...begun,
        ...step.pieces.map((piece) => delta({ type: 'input_json_delta', partial_json: piece })),
      ]
    },
    ping: () => event('ping', {}),
    end: (finish, { inputTokens, outputTokens }) => [
      ...close(),
      event('message_delta', {
        delta: { stop_reason: finishes[finish], stop_sequence: null },
        usage: { input_tokens: inputTokens, output_tokens: outputTokens },
      }),
      event('message_stop', {}),
    ],
  }
}

function event(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
}

function emptyMessage(model: string): object {
  return {
    id: 'msg_wire',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  }
}

function emptyBlockOf(step: ContentStep): object {
  if (step.type === 'call') return { type: 'tool_use', id: step.id, name: step.name, input: {} }
  return step.type === 'reasoning'
    ? { type: 'thinking', thinking: '', signature: '' }
    : { type: 'text', text: '' }
}

function deltaOf(step: Extract<ContentStep, { text: string }>): object {
  if (step.type === 'reasoning') return { type: 'thinking_delta', thinking: step.text }
  return { type: 'text_delta', text: step.text }
}

function blockOf(step: ContentStep): object {
  if (step.type === 'call') {
    return {
      type: 'tool_use',
      id: step.id,
      name: step.name,
      input: JSON.parse(step.pieces.join('')) as unknown,
    }
  }
  if (step.type === 'reasoning') return { type: 'thinking', thinking: step.text, signature }
  return { type: 'text', text: 'text' in step ? step.text : '' }
}

function joined(steps: readonly ContentStep[]): readonly ContentStep[] {
  const blocks: ContentStep[] = []
  for (const step of steps) {
    const last = blocks.at(-1)
    if (last && last.type === step.type && 'text' in last && 'text' in step) {
      blocks[blocks.length - 1] = { type: last.type, text: last.text + step.text }
    } else blocks.push(step)
  }
  return blocks
}
