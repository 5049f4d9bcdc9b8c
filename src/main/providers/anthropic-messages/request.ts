import type Anthropic from '@anthropic-ai/sdk'
import { textOf, type Part } from '../../../contract/message.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { readSeal } from '../reasoning-seal.ts'

type Block = Anthropic.ContentBlockParam
type Turn = ModelRequest['messages'][number]

/** The protocol wants a limit; this one fits every model of today. */
const maxTokens = 8192

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

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

// Turns of one side in a row become one message: all results of a round must stand in the message behind its calls.
function messagesOf(turns: readonly Turn[]): Anthropic.MessageParam[] {
  const messages: { readonly role: 'user' | 'assistant'; readonly content: Block[] }[] = []
  for (const turn of turns) {
    const role = turn.role === 'assistant' ? 'assistant' : 'user'
    const blocks = turn.parts.flatMap(blocksOf)
    const last = messages.at(-1)
    if (blocks.length === 0) continue
    if (last?.role === role) last.content.push(...blocks)
    else messages.push({ role, content: blocks })
  }
  return messages
}

function blocksOf(part: Part): readonly Block[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }]
    case 'reasoning':
      return reasoningOf(part)
    case 'tool-call':
      return [{ type: 'tool_use', id: idOf(part.id), name: part.name, input: inputOf(part.arguments) }]
    case 'tool-result': {
      const { callId, content, isError } = part
      return [{ type: 'tool_result', tool_use_id: idOf(callId), content, ...(isError && { is_error: true }) }]
    }
    case 'image':
      return imageOf(part)
    case 'file':
      return [fileOf(part)]
    case 'source':
      return []
    default:
      return part satisfies never
  }
}

// Without its proof the provider refuses its own reasoning, and that of another provider means nothing to it.
function reasoningOf({ text, signature, redacted }: Extract<Part, { type: 'reasoning' }>): readonly Block[] {
  if (redacted !== undefined) return [{ type: 'redacted_thinking', data: redacted }]
  const isOurs = signature && !readSeal(signature)
  return isOurs ? [{ type: 'thinking', thinking: text, signature }] : []
}

function fileOf(file: Extract<Part, { type: 'file' }>): Block {
  if (file.mediaType === 'application/pdf') {
    return {
      type: 'document',
      title: file.name,
      source: { type: 'base64', media_type: 'application/pdf', data: file.data },
    }
  }
  const data = new TextDecoder().decode(Buffer.from(file.data, 'base64'))
  return { type: 'document', title: file.name, source: { type: 'text', media_type: 'text/plain', data } }
}

function imageOf({ mediaType, data }: Extract<Part, { type: 'image' }>): readonly Block[] {
  const known = imageTypes.find((type) => type === mediaType)
  return known ? [{ type: 'image', source: { type: 'base64', media_type: known, data } }] : []
}

// Ids of other providers may hold characters that are refused here.
function idOf(id: string): string {
  return id.replaceAll(/[^\w-]/g, '_')
}

function inputOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
    return value === null ? {} : { value }
  } catch {
    return text.trim() === '' ? {} : { text }
  }
}
