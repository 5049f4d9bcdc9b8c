import { field, listIn, textIn, timeIn } from '../loose.ts'
import { attachedParts, claudePieces } from './claude-parts.ts'
import type { Remark, SourceChat, SourceNode, SourcePiece } from './source-chat.ts'

/** What the first message of a conversation names as its parent. */
const noParent = '00000000-0000-4000-8000-000000000000'

/** A conversation of a Claude export, `conversations.json`; undefined when the value is none. */
export function claudeChat(value: unknown, remark: Remark): SourceChat | undefined {
  const id = textIn(value, 'uuid')
  if (id === undefined || !Array.isArray(field(value, 'chat_messages'))) return undefined
  const messages = listIn(value, 'chat_messages').filter((message) => {
    const isWhole = textIn(message, 'uuid') !== undefined
    if (!isWhole) remark('message-broken')
    return isWhole
  })
  // Older exports name no parents: one message follows the other.
  const isTree = messages.some((message) => textIn(message, 'parent_message_uuid') !== undefined)
  return {
    source: 'claude',
    id,
    title: textIn(value, 'name'),
    createdAt: timeIn(value, 'created_at'),
    updatedAt: timeIn(value, 'updated_at'),
    leaf: textIn(value, 'current_leaf_message_uuid'),
    nodes: messages.map((message, index): SourceNode => {
      const parent = isTree ? textIn(message, 'parent_message_uuid') : textIn(messages[index - 1], 'uuid')
      return {
        id: textIn(message, 'uuid') ?? '',
        parent: parent === noParent ? undefined : parent,
        createdAt: timeIn(message, 'created_at'),
        model: textIn(message, 'model') ?? textIn(value, 'model'),
        pieces: piecesOf(message, remark),
      }
    }),
  }
}

function piecesOf(message: unknown, remark: Remark): readonly SourcePiece[] {
  const sender = field(message, 'sender')
  if (sender !== 'human' && sender !== 'assistant') {
    remark('message-broken')
    return []
  }
  const role = sender === 'human' ? 'user' : 'assistant'
  const id = textIn(message, 'uuid') ?? ''
  const text = textIn(message, 'text')
  const blocks = claudePieces(role, id, listIn(message, 'content'), remark)
  // The oldest exports have the text alone.
  const pieces = blocks.length > 0 || text === undefined ? blocks : textPiece(role, text)
  const attached = attachedParts(message, remark)
  const last = pieces.at(-1)
  if (attached.length === 0) return pieces
  if (last?.role !== role) return [...pieces, { role, parts: attached }]
  return pieces.with(-1, { role, parts: [...last.parts, ...attached] })
}

function textPiece(role: SourcePiece['role'], text: string): readonly SourcePiece[] {
  return text.trim() === '' ? [] : [{ role, parts: [{ type: 'text', text }] }]
}
