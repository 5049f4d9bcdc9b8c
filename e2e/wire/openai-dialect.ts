import type { AnswerWriter, ContentStep, Dialect } from './dialect.ts'
import type { WireFinish, WireUsage } from './round.ts'

const finishes: Readonly<Record<WireFinish, string>> = {
  stop: 'stop',
  'tool-calls': 'tool_calls',
  length: 'length',
  refusal: 'stop',
}

/** Chat Completions. */
export const openaiDialect: Dialect = {
  protocol: 'openai-chat',
  createWriter,
  whole: (model, steps, finish, usage) => ({
    id: 'chatcmpl-wire',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message: messageOf(steps), finish_reason: finishes[finish] }],
    usage: usageOf(usage),
  }),
  models: (ids) => ({
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', created: 1, owned_by: 'wire' })),
  }),
  error: (kind, message) => ({ error: { message, type: kind, param: null, code: kind } }),
}

function createWriter(model: string): AnswerWriter {
  let calls = 0
  const chunk = (delta: object, finish: string | null = null) =>
    event({
      id: 'chatcmpl-wire',
      object: 'chat.completion.chunk',
      created: 1,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    })
  const call = (index: number, { id, name, pieces }: Extract<ContentStep, { type: 'call' }>) => [
    chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
    ...pieces.map((piece) => chunk({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]
  return {
    start: () => [chunk({ role: 'assistant', content: '' })],
    content(step) {
      if (step.type === 'call') return call(calls++, step)
      if (step.type === 'error') return [event(openaiDialect.error(step.kind, step.message))]
      return [chunk({ [fieldOf(step.type)]: step.text })]
    },
    ping: () => ': ping\n\n',
    end: (finish, usage) => [
      chunk({}, finishes[finish]),
      event({
        id: 'chatcmpl-wire',
        object: 'chat.completion.chunk',
        created: 1,
        model,
        choices: [],
        usage: usageOf(usage),
      }),
      'data: [DONE]\n\n',
    ],
  }
}

function event(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function fieldOf(type: 'text' | 'reasoning' | 'refusal'): string {
  return { text: 'content', reasoning: 'reasoning_content', refusal: 'refusal' }[type]
}

function usageOf({ inputTokens, outputTokens }: WireUsage): object {
  const total = inputTokens + outputTokens
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: total }
}

function messageOf(steps: readonly ContentStep[]): object {
  const joined = (type: ContentStep['type']) =>
    steps.map((step) => (step.type === type && 'text' in step ? step.text : '')).join('')
  const calls = steps.flatMap((step) =>
    step.type === 'call'
      ? [{ id: step.id, type: 'function', function: { name: step.name, arguments: step.pieces.join('') } }]
      : [],
  )
  return {
    role: 'assistant',
    content: joined('text') || null,
    refusal: joined('refusal') || null,
    ...(joined('reasoning') && { reasoning_content: joined('reasoning') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  }
}
