import { roleSchema, type Part } from '../../../../contract/message.ts'
import { field, listIn, textIn } from '../loose.ts'
import { hashOf } from '../source-id.ts'
import { callIdFrom } from './call-ids.ts'
import type { Remark, SourceChat, SourceNode } from './source-chat.ts'

/**
 * A conversation that LM Deluge logged; undefined when the value is none. It has no id, so its content names it: the
 * same log is the same chat.
 */
export function delugeChat(value: unknown, remark: Remark): SourceChat | undefined {
  const messages = listIn(value, 'messages')
  if (messages.length === 0 || !messages.every(isMessage)) return undefined
  return {
    source: 'lm-deluge',
    id: `x${hashOf(JSON.stringify(messages))}`,
    nodes: messages.map((message, index): SourceNode => {
      const role = roleSchema.parse(field(message, 'role'))
      const parts = blocksOf(message).flatMap((block) => partsOf(block, remark))
      return {
        id: String(index),
        parent: index === 0 ? undefined : String(index - 1),
        pieces: parts.length === 0 ? [] : [{ role, parts }],
      }
    }),
  }
}

function isMessage(message: unknown): boolean {
  const content = field(message, 'content')
  const isKnown = roleSchema.safeParse(field(message, 'role')).success
  return isKnown && (Array.isArray(content) || typeof content === 'string')
}

function blocksOf(message: unknown): readonly unknown[] {
  const text = textIn(message, 'content')
  return text === undefined ? listIn(message, 'content') : [{ type: 'text', text }]
}

function partsOf(block: unknown, remark: Remark): readonly Part[] {
  switch (field(block, 'type')) {
    case 'text':
      return [{ type: 'text', text: textIn(block, 'text') ?? '' }]
    case 'thinking':
      return [{ type: 'reasoning', text: textIn(block, 'content') ?? '' }]
    case 'tool_call':
      return [callPart(block)]
    case 'tool_result':
      return [resultPart(block)]
    case 'image':
    case 'file':
      return [mediaPart(block, remark)]
    default:
      remark('part-unknown')
      return []
  }
}

function callPart(block: unknown): Part {
  const given = field(block, 'arguments') ?? {}
  return {
    type: 'tool-call',
    id: callIdFrom(textIn(block, 'id') ?? ''),
    name: textIn(block, 'name') ?? 'tool',
    arguments: typeof given === 'string' ? given : JSON.stringify(given),
  }
}

function resultPart(block: unknown): Part {
  const result = field(block, 'result') ?? ''
  return {
    type: 'tool-result',
    callId: callIdFrom(textIn(block, 'tool_call_id') ?? ''),
    content: typeof result === 'string' ? result : JSON.stringify(result),
    isError: false,
  }
}

/** The picture or file itself where the log kept it, else what stands in its place. */
function mediaPart(block: unknown, remark: Remark): Part {
  const isImage = field(block, 'type') === 'image'
  const data = textIn(block, 'data')
  const mediaType = textIn(block, 'media_type')
  if (data === undefined || mediaType === undefined) {
    remark('media-missing')
    return { type: 'text', text: textIn(block, 'tag') ?? (isImage ? '[Image]' : '[File]') }
  }
  if (isImage) return { type: 'image', mediaType, data }
  return { type: 'file', name: textIn(block, 'filename') ?? 'file', mediaType, data }
}
