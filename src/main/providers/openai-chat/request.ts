import type OpenAI from 'openai'
import { assertNever } from '../../../contract/assert-never.ts'
import { textOf, type Part } from '../../../contract/message.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'

type WireMessage = OpenAI.ChatCompletionMessageParam
type Turn = ModelRequest['messages'][number]

/** Writes a question as the body of a chat completion. */
export function requestOf(request: ModelRequest, streaming: boolean): OpenAI.ChatCompletionCreateParams {
  const { model, messages, tools, parallelTools } = request
  return {
    model,
    messages: messages.flatMap(messagesOf),
    stream: streaming,
    ...(streaming && { stream_options: { include_usage: true } }),
    ...(tools.length > 0 && { tools: tools.map(toolOf), parallel_tool_calls: parallelTools }),
  }
}

function toolOf({ name, description, inputSchema }: ToolDefinition): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: inputSchema } }
}

function messagesOf(turn: Turn): readonly WireMessage[] {
  switch (turn.role) {
    case 'system':
      return [{ role: 'system', content: textOf(turn) }]
    case 'user':
      return [{ role: 'user', content: contentOf(turn.parts) }]
    case 'assistant':
      return assistantOf(turn)
    case 'tool':
      return turn.parts.flatMap((part): WireMessage[] =>
        part.type === 'tool-result'
          ? [{ role: 'tool', tool_call_id: part.callId, content: part.content }]
          : [],
      )
    default:
      return assertNever(turn.role)
  }
}

// Reasoning stays here: several providers refuse a request that brings it back.
function assistantOf(turn: Turn): readonly WireMessage[] {
  const text = textOf(turn)
  const refusal = turn.parts.map((part) => (part.type === 'refusal' ? part.text : '')).join('')
  const calls = turn.parts.flatMap((part): OpenAI.ChatCompletionMessageFunctionToolCall[] =>
    part.type === 'tool-call'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: part.arguments || '{}' } }]
      : [],
  )
  if (text === '' && refusal === '' && calls.length === 0) return []
  return [
    {
      role: 'assistant',
      content: text === '' ? null : text,
      ...(refusal !== '' && { refusal }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  ]
}

function contentOf(parts: readonly Part[]): string | OpenAI.ChatCompletionContentPart[] {
  if (parts.every(({ type }) => type === 'text')) return textOf({ parts })
  return parts.flatMap((part): OpenAI.ChatCompletionContentPart[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    if (part.type === 'image') return [{ type: 'image_url', image_url: { url: dataUrl(part) } }]
    if (part.type !== 'file') return []
    return [{ type: 'file', file: { filename: part.name, file_data: dataUrl(part) } }]
  })
}

function dataUrl({ mediaType, data }: { readonly mediaType: string; readonly data: string }): string {
  return `data:${mediaType};base64,${data}`
}
