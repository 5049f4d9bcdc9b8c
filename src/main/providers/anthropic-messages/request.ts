import type Anthropic from '@anthropic-ai/sdk'
import type { Generation } from '../../../contract/generation.ts'
import { textOf } from '../../../contract/message.ts'
import type { ToolChoice } from '../../../contract/tool.ts'
import type { ModelEndpoint, ModelRequest } from '../../core/ports/model-client.ts'
import { unsupported } from '../unsupported.ts'
import { messagesOf } from './turns.ts'

/** The protocol wants a limit; this one fits every model of today. */
const defaultMaxTokens = 8192

/** Writes a question as the body of a message request. Throws `option-unsupported`. */
export function requestOf(
  request: ModelRequest,
  streaming: boolean,
  endpoint: Pick<ModelEndpoint, 'name'>,
): Anthropic.MessageCreateParams {
  const { model, messages } = request
  const system = messages.filter(({ role }) => role === 'system').map(textOf)
  return {
    model,
    max_tokens: request.generation?.maxTokens ?? defaultMaxTokens,
    messages: withCacheMark(messagesOf(messages.filter(({ role }) => role !== 'system'))),
    stream: streaming,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    ...toolsOf(request),
    ...writingOf(request.generation, endpoint),
  }
}

function writingOf(
  { temperature, topP, stop = [], effort, format }: Generation = {},
  endpoint: Pick<ModelEndpoint, 'name'>,
): Partial<Anthropic.MessageCreateParams> {
  if (temperature !== undefined && temperature > 1)
    throw unsupported(endpoint, 'temperature', 'it ends at 1 there')
  if (format?.type === 'json') throw unsupported(endpoint, 'format', 'it wants a schema')
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stop.length > 0 && { stop_sequences: [...stop] }),
    ...((effort ?? format) && {
      output_config: {
        ...(effort && { effort }),
        ...(format && { format: { type: 'json_schema', schema: { ...format.schema } } }),
      },
    }),
  }
}

/**
 * Marks the end of the question: everything before it, tools included, is kept by the provider for some minutes and read
 * again for a tenth of its price. Other servers of the protocol ignore the mark.
 */
function withCacheMark(messages: readonly Anthropic.MessageParam[]): Anthropic.MessageParam[] {
  const last = messages.at(-1)
  if (last?.role !== 'user') return [...messages]
  const blocks = typeof last.content === 'string' ? [textBlock(last.content)] : last.content
  const end = blocks.at(-1)
  if (!end || !markable(end)) return [...messages]
  const marked = { ...end, cache_control: { type: 'ephemeral' } } as const
  return [...messages.slice(0, -1), { ...last, content: [...blocks.slice(0, -1), marked] }]
}

function markable(
  block: Anthropic.ContentBlockParam,
): block is Extract<Anthropic.ContentBlockParam, { type: 'text' | 'tool_result' | 'image' | 'document' }> {
  return ['text', 'tool_result', 'image', 'document'].includes(block.type)
}

function textBlock(text: string): Anthropic.TextBlockParam {
  return { type: 'text', text }
}

function toolsOf({
  tools,
  parallelTools,
  toolChoice = 'auto',
  messages,
}: ModelRequest): Partial<Anthropic.MessageCreateParams> {
  if (tools.length > 0) {
    return {
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        input_schema: { ...inputSchema, type: 'object' },
      })),
      ...((!parallelTools || toolChoice !== 'auto') && { tool_choice: choiceOf(toolChoice, parallelTools) }),
    }
  }
  // A history with calls is refused unless their tools are described, even when none may be called any more.
  const called = new Set(
    messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'tool-call' ? [part.name] : []))),
  )
  if (called.size === 0) return {}
  return {
    tools: [...called].map((name) => ({ name, input_schema: { type: 'object' } })),
    tool_choice: { type: 'none' },
  }
}

function choiceOf(choice: ToolChoice, parallelTools: boolean): Anthropic.ToolChoice {
  if (choice === 'none') return { type: 'none' }
  const alone = !parallelTools && { disable_parallel_tool_use: true }
  if (typeof choice !== 'string') return { type: 'tool', name: choice.name, ...alone }
  return { type: choice === 'required' ? 'any' : 'auto', ...alone }
}
