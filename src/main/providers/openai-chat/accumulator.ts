import type { FinishReason } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import type { ModelAnswer, ModelDelta, ModelRequest } from '../../core/ports/model-client.ts'
import { createAnswerParts, type AnswerParts } from '../answer-parts.ts'
import { createCallIds } from '../call-ids.ts'
import type { Accumulator } from '../exchange.ts'
import { countOf, listOf, looseOf, textOf, type Loose } from '../loose.ts'
import { createCalls } from './calls.ts'
import { createThinkTag } from './think-tag.ts'

/** Reads the chunks of a streamed chat completion, or a whole one given as a single chunk. */
export function createAccumulator(messages: ModelRequest['messages']): Accumulator {
  const parts = createAnswerParts()
  const calls = createCalls(parts, createCallIds(messages))
  const think = createThinkTag()
  let finish: string | undefined
  let usage: Usage | undefined
  let usageCameAlone = false
  let model = ''

  // One function for all deltas of a chunk, not one for each: this runs a thousand times a second.
  let sink: ModelDelta[] = []
  const say = (type: 'text' | 'reasoning', text: string) => parts.addText(type, text, sink)

  const take = (value: unknown, deltas: ModelDelta[]) => {
    sink = deltas
    const chunk = looseOf(value)
    const choices = listOf(chunk['choices'])
    if (model === '') model = textOf(chunk['model'])
    if (chunk['usage']) takeUsage(looseOf(chunk['usage']), choices.length === 0)
    for (const choice of choices) takeChoice(looseOf(choice))
  }
  const takeUsage = (reported: Loose, alone: boolean) => {
    usage = usageOf(reported) ?? usage
    if (alone && usage) usageCameAlone = true
  }
  const takeChoice = (choice: Loose) => {
    if (typeof choice['index'] === 'number' && choice['index'] > 0) return
    if (choice['usage']) takeUsage(looseOf(choice['usage']), false)
    takeMessage(looseOf(choice['delta'] ?? choice['message']))
    if (choice['finish_reason']) finish = textOf(choice['finish_reason']) || finish
  }
  const takeMessage = (delta: Loose) => {
    if (delta['reasoning_content'] || delta['reasoning'] || delta['reasoning_details']) {
      say('reasoning', reasoningIn(delta))
    }
    if (delta['content']) think.take(textIn(delta['content']), say)
    if (delta['refusal']) parts.addText('refusal', textOf(delta['refusal']), sink)
    if (delta['tool_calls']) calls.take(listOf(delta['tool_calls']), sink)
    if (delta['function_call']) calls.take([{ index: 0, function: delta['function_call'] }], sink)
  }
  return {
    take,
    isComplete: () => finish !== undefined || (usageCameAlone && !parts.isEmpty()),
    hasContent: () => !parts.isEmpty(),
    finish(deltas): ModelAnswer {
      sink = deltas
      think.finish(say)
      return {
        type: 'finished',
        parts: parts.parts(),
        finishReason: reasonOf(finish, parts),
        ...(usage && { usage }),
        ...(model !== '' && { model }),
      }
    },
  }
}

function reasoningIn({ reasoning_content: content, reasoning, reasoning_details: details }: Loose): string {
  const said = textOf(content) || textOf(reasoning) || textOf(looseOf(reasoning)['content'])
  if (said !== '' || !details) return said
  return listOf(details)
    .map((detail) => textOf(looseOf(detail)['text']) || textOf(looseOf(detail)['summary']))
    .join('')
}

function textIn(content: unknown): string {
  if (typeof content === 'string') return content
  return listOf(content)
    .map((part) => textOf(part) || textOf(looseOf(part)['text']))
    .join('')
}

// What came decides over what was said of it: servers say `stop` behind calls, and `tool_calls` behind none.
function reasonOf(finish: string | undefined, parts: AnswerParts): FinishReason {
  switch (finish) {
    case 'length':
    case 'max_tokens':
    case 'model_length':
      return 'length'
    case 'content_filter':
      return 'content-filter'
    case 'stop':
    case 'end_turn':
    case 'eos':
    case 'tool_calls':
    case 'function_call':
      if (parts.hasCalls()) return 'tool-calls'
      return parts.has('refusal') ? 'refusal' : 'stop'
    case 'refusal':
      return 'refusal'
    default:
      return 'unknown'
  }
}

function usageOf(reported: Loose): Usage | undefined {
  const inputTokens = countOf(reported['prompt_tokens'])
  const outputTokens = countOf(reported['completion_tokens'])
  if (inputTokens === undefined && outputTokens === undefined) return undefined
  const input = looseOf(reported['prompt_tokens_details'])
  const cacheReadTokens = countOf(input['cached_tokens']) ?? countOf(reported['prompt_cache_hit_tokens'])
  const cacheWriteTokens = countOf(input['cache_write_tokens'])
  const reasoningTokens = countOf(looseOf(reported['completion_tokens_details'])['reasoning_tokens'])
  return {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    ...(reasoningTokens !== undefined && { reasoningTokens }),
    ...(cacheReadTokens !== undefined && { cacheReadTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
  }
}
