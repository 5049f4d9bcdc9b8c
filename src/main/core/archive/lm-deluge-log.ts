import { assertNever } from '../../../contract/assert-never.ts'
import { wordsOfItem, type Message, type Part } from '../../../contract/message.ts'

/**
 * A conversation as `Conversation.to_log(preserve_media=True)` of LM Deluge writes it
 * (https://github.com/taylorai/lm-deluge): roles and content blocks, no ids, times or branches.
 */
export interface DelugeLog {
  readonly messages: readonly { readonly role: Message['role']; readonly content: readonly DelugeBlock[] }[]
}

export type DelugeBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly content: string }
  | { readonly type: 'tool_call'; readonly id: string; readonly name: string; readonly arguments: unknown }
  | { readonly type: 'tool_result'; readonly tool_call_id: string; readonly result: string }
  | { readonly type: 'image'; readonly data: string; readonly media_type: string; readonly detail: 'auto' }
  | { readonly type: 'file'; readonly data: string; readonly media_type: string; readonly filename: string }

export function delugeLog(messages: readonly Message[]): DelugeLog {
  return { messages: messages.map(({ role, parts }) => ({ role, content: parts.map(blockOf) })) }
}

function blockOf(part: Part): DelugeBlock {
  switch (part.type) {
    case 'text':
    case 'summary':
    case 'refusal':
      return { type: 'text', text: part.text }
    case 'reasoning':
      return { type: 'thinking', content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: argumentsOf(part.arguments) }
    case 'tool-result':
      return { type: 'tool_result', tool_call_id: part.callId, result: part.content }
    case 'image':
      return { type: 'image', data: part.data ?? '', media_type: part.mediaType, detail: 'auto' }
    case 'file':
      return { type: 'file', data: part.data ?? '', media_type: part.mediaType, filename: part.name }
    case 'source':
      return { type: 'text', text: part.title === undefined ? part.url : `${part.title}: ${part.url}` }
    case 'provider-item':
      return { type: 'text', text: `[${wordsOfItem(part)}]` }
    default:
      return assertNever(part)
  }
}

/** LM Deluge wants an object; what is none stays the text that it is. */
function argumentsOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : text
  } catch {
    return text
  }
}
