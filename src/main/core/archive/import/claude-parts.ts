import type { CallId } from '../../../../contract/id.ts'
import type { Part } from '../../../../contract/message.ts'
import { fenced } from '../fence.ts'
import { field, listIn, textIn } from '../loose.ts'
import { callIdFrom } from './call-ids.ts'
import type { Remark, SourcePiece } from './source-chat.ts'

/** Bookkeeping of the vendor's that says nothing. */
const silent: ReadonlySet<unknown> = new Set(['token_budget', 'flag'])

/** The messages that the blocks of one message of a Claude export become: results are messages of their own. */
export function claudePieces(
  role: 'user' | 'assistant',
  id: string,
  blocks: readonly unknown[],
  remark: Remark,
): SourcePiece[] {
  const pieces: { role: SourcePiece['role']; parts: Part[] }[] = []
  let lastCall = callIdFrom(id)
  for (const [index, block] of blocks.entries()) {
    const part = partOf(block, callIdFrom(`${id}.${index}`), lastCall, remark)
    if (!part) continue
    if (part.type === 'tool-call') lastCall = part.id
    const ofPart = part.type === 'tool-result' ? 'tool' : role
    const open = pieces.at(-1)
    if (open?.role === ofPart) open.parts.push(part)
    else pieces.push({ role: ofPart, parts: [part] })
  }
  return pieces
}

function partOf(block: unknown, ownId: CallId, lastCall: CallId, remark: Remark): Part | undefined {
  const type = field(block, 'type')
  switch (type) {
    case 'text':
    case 'voice_note':
      return textPart(textIn(block, 'text'))
    case 'thinking': {
      const text = textIn(block, 'thinking')
      return text === undefined ? undefined : { type: 'reasoning', text }
    }
    case 'tool_use': {
      const id = textIn(block, 'id')
      const input = field(block, 'input') ?? {}
      return {
        type: 'tool-call',
        id: id === undefined ? ownId : callIdFrom(id),
        name: textIn(block, 'name') ?? 'tool',
        arguments: typeof input === 'string' ? input : JSON.stringify(input),
      }
    }
    case 'tool_result':
      return resultPart(block, lastCall, remark)
    default:
      if (!silent.has(type)) remark('part-unknown')
      return undefined
  }
}

function textPart(text: string | undefined): Part | undefined {
  return text === undefined || text.trim() === '' ? undefined : { type: 'text', text }
}

function resultPart(block: unknown, lastCall: CallId, remark: Remark): Part {
  const id = textIn(block, 'tool_use_id')
  const content = field(block, 'content')
  return {
    type: 'tool-result',
    callId: id === undefined ? lastCall : callIdFrom(id),
    content: typeof content === 'string' ? content : contentText(listIn(block, 'content'), remark),
    isError: field(block, 'is_error') === true,
  }
}

function contentText(blocks: readonly unknown[], remark: Remark): string {
  const texts = blocks.map((block) => {
    const text = textIn(block, 'text')
    if (text !== undefined) return text
    const isMedia = field(block, 'type') === 'image'
    remark(isMedia ? 'media-missing' : 'part-unknown')
    return isMedia ? '[Image]' : ''
  })
  return texts.filter((text) => text !== '').join('\n')
}

/** What was attached to a message: its text where the export has it, else its name. */
export function attachedParts(message: unknown, remark: Remark): readonly Part[] {
  const texts = listIn(message, 'attachments').map((attachment): Part => {
    const name = textIn(attachment, 'file_name') ?? 'attachment'
    const content = textIn(attachment, 'extracted_content')
    if (content === undefined) remark('media-missing')
    return {
      type: 'text',
      text: content === undefined ? `[File: ${name}]` : `\n\n${name}:\n\n${fenced(content)}`,
    }
  })
  const files = listIn(message, 'files').map((file): Part => {
    remark('media-missing')
    return { type: 'text', text: `\n\n[File: ${textIn(file, 'file_name') ?? 'unnamed'}]` }
  })
  return [...texts, ...files]
}
