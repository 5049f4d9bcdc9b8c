import type Anthropic from '@anthropic-ai/sdk'
import { textOf } from '../../../contract/message.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { messagesOf } from './turns.ts'

/** The protocol wants a limit; this one fits every model of today. */
const maxTokens = 8192

/** Writes a question as the body of a message request. */
export function requestOf(request: ModelRequest, streaming: boolean): Anthropic.MessageCreateParams {
  const { model, messages } = request
  const system = messages.filter(({ role }) => role === 'system').map(textOf)
  return {
    model,
    max_tokens: maxTokens,
    messages: messagesOf(messages.filter(({ role }) => role !== 'system')),
    stream: streaming,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    ...toolsOf(request),
  }
}

function toolsOf({ tools, parallelTools, messages }: ModelRequest): Partial<Anthropic.MessageCreateParams> {
  if (tools.length > 0) {
    return {
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        input_schema: { ...inputSchema, type: 'object' },
      })),
      ...(!parallelTools && { tool_choice: { type: 'auto', disable_parallel_tool_use: true } }),
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
