import type { Completion } from '../../../contract/completion.ts'
import type { FinishReason, Part } from '../../../contract/message.ts'
import { addUsage, type Usage } from '../../../contract/usage.ts'

const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  'tool-calls': 'tool_calls',
  length: 'length',
  'content-filter': 'content_filter',
  refusal: 'content_filter',
  paused: 'stop',
  interrupted: 'stop',
  unknown: 'stop',
}

/** The wire's word for why an answer ended. */
export function finishReasonOf({ finishReason, parts }: Pick<Completion, 'finishReason' | 'parts'>): string {
  // Some providers say `stop` behind calls, which programs would then not make.
  const calls = parts.some(({ type }) => type === 'tool-call')
  return calls && finishReason === 'stop' ? 'tool_calls' : finishReasons[finishReason]
}

/** One answer, whole. */
export function choiceOf(completion: Completion, index: number): object {
  const { parts } = completion
  const reasoning = joined(parts, 'reasoning')
  const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [callOf(part)] : []))
  return {
    index,
    message: {
      role: 'assistant',
      content: joined(parts, 'text') ?? null,
      refusal: joined(parts, 'refusal') ?? null,
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    logprobs: null,
    finish_reason: finishReasonOf(completion),
  }
}

function callOf({ id, name, arguments: text }: Extract<Part, { type: 'tool-call' }>): object {
  return { id, type: 'function', function: { name, arguments: text } }
}

function joined(parts: readonly Part[], type: 'text' | 'reasoning' | 'refusal'): string | undefined {
  const texts = parts.flatMap((part) => (part.type === type ? [part.text] : []))
  return texts.length > 0 ? texts.join('') : undefined
}

/** What several answers to one question used together; undefined where nobody said. */
export function usageOf(completions: readonly Completion[]): Usage | undefined {
  const usages = completions.flatMap(({ usage }) => (usage ? [usage] : []))
  return usages.length > 0 ? usages.reduce(addUsage) : undefined
}

/** The wire's form of it. What a provider did not count is told as nothing. */
export function wireUsageOf(usage: Usage | undefined): object {
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens, reasoningTokens } = usage ?? {}
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cacheReadTokens !== undefined && { prompt_tokens_details: { cached_tokens: cacheReadTokens } }),
    ...(reasoningTokens !== undefined && {
      completion_tokens_details: { reasoning_tokens: reasoningTokens },
    }),
  }
}
