import type { Part } from '../../../../contract/message.ts'
import { field, fieldsOf, textIn, timeIn } from '../loose.ts'
import { callIdFrom } from './call-ids.ts'
import { chatgptParts, chatgptText } from './chatgpt-parts.ts'
import type { Remark, SourceChat, SourceNode, SourcePiece } from './source-chat.ts'

/** A conversation of a ChatGPT export, `conversations.json`; undefined when the value is none. */
export function chatgptChat(value: unknown, remark: Remark): SourceChat | undefined {
  const mapping = fieldsOf(field(value, 'mapping'))
  const id = textIn(value, 'conversation_id') ?? textIn(value, 'id')
  if (!mapping || id === undefined) return undefined
  const entries = Object.entries(mapping)
  return {
    source: 'chatgpt',
    id,
    title: textIn(value, 'title'),
    createdAt: timeIn(value, 'create_time'),
    updatedAt: timeIn(value, 'update_time'),
    isArchived: field(value, 'is_archived') === true,
    leaf: textIn(value, 'current_node'),
    nodes: entries.map(([key, node]) => nodeOf(key, node, mapping, remark)),
  }
}

function nodeOf(id: string, node: unknown, mapping: object, remark: Remark): SourceNode {
  const message = field(node, 'message')
  const parent = textIn(node, 'parent')
  if (!fieldsOf(message)) {
    // The first node of a conversation has no message.
    if (!fieldsOf(node) || (message !== null && message !== undefined)) remark('message-broken')
    return { id, parent, pieces: [] }
  }
  const asked = parent === undefined ? undefined : field(field(mapping, parent), 'message')
  return {
    id,
    parent,
    createdAt: timeIn(message, 'create_time'),
    model: textIn(field(message, 'metadata'), 'model_slug'),
    pieces: piecesOf(id, message, isCall(asked) ? parent : undefined, remark),
  }
}

function piecesOf(
  id: string,
  message: unknown,
  call: string | undefined,
  remark: Remark,
): readonly SourcePiece[] {
  const role = textIn(field(message, 'author'), 'role')
  const content = field(message, 'content')
  if (role === 'system' || isHidden(message)) {
    if (role !== 'system' || chatgptText(content, () => undefined).trim() !== '') remark('message-hidden')
    return []
  }
  if (role === 'tool') return resultPieces(id, message, call, remark)
  if (role !== 'user' && role !== 'assistant') {
    remark('message-broken')
    return []
  }
  const tool = role === 'assistant' ? toolOf(message) : undefined
  const parts = tool === undefined ? chatgptParts(content, remark) : [callPart(id, tool, content, remark)]
  return parts.length === 0 ? [] : [{ role, parts }]
}

/** What a tool gave: to the call right before it, else to one that is made up, so that it is shown at all. */
function resultPieces(
  id: string,
  message: unknown,
  call: string | undefined,
  remark: Remark,
): readonly SourcePiece[] {
  const content = chatgptText(field(message, 'content'), remark)
  const callId = callIdFrom(call ?? id)
  const result: SourcePiece = {
    role: 'tool',
    parts: [{ type: 'tool-result', callId, content, isError: false }],
  }
  if (call !== undefined) return [result]
  const name = textIn(field(message, 'author'), 'name') ?? 'tool'
  return [{ role: 'assistant', parts: [{ type: 'tool-call', id: callId, name, arguments: '{}' }] }, result]
}

function callPart(id: string, name: string, content: unknown, remark: Remark): Part {
  const given = chatgptText(content, remark)
  const isObject = given.trimStart().startsWith('{')
  return {
    type: 'tool-call',
    id: callIdFrom(id),
    name,
    arguments: isObject ? given : JSON.stringify({ input: given }),
  }
}

function isCall(message: unknown): boolean {
  const isAssistant = textIn(field(message, 'author'), 'role') === 'assistant'
  return isAssistant && toolOf(message) !== undefined && !isHidden(message)
}

/** Whom the assistant speaks to when it is not the user. */
function toolOf(message: unknown): string | undefined {
  const recipient = textIn(message, 'recipient')
  return recipient === 'all' ? undefined : recipient
}

function isHidden(message: unknown): boolean {
  return field(field(message, 'metadata'), 'is_visually_hidden_from_conversation') === true
}
