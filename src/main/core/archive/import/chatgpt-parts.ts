import type { Part } from '../../../../contract/message.ts'
import { fenced } from '../fence.ts'
import { field, fieldsOf, listIn, textIn } from '../loose.ts'
import type { Remark } from './source-chat.ts'

/** Content that the vendor keeps out of sight itself: instructions of the user and the state of its own tools. */
const hidden: ReadonlySet<unknown> = new Set(['user_editable_context', 'model_editable_context'])

/** The parts of a message's content in a ChatGPT export. */
export function chatgptParts(content: unknown, remark: Remark): readonly Part[] {
  const type = field(content, 'content_type')
  if (hidden.has(type)) {
    remark('message-hidden')
    return []
  }
  switch (type) {
    case 'text':
    case 'multimodal_text':
      return textParts(listIn(content, 'parts').map((part) => partText(part, remark)))
    case 'code':
      return textParts([codeText(content)])
    case 'thoughts':
      return reasoningParts(listIn(content, 'thoughts').map(thoughtText))
    case 'reasoning_recap':
      return reasoningParts([textIn(content, 'content') ?? ''])
    default:
      return otherParts(content, remark)
  }
}

/** The plain text of a content: what a tool was given, or gave. */
export function chatgptText(content: unknown, remark: Remark): string {
  const own = textIn(content, 'text') ?? textIn(content, 'result')
  if (own !== undefined) return own
  return listIn(content, 'parts')
    .map((part) => partText(part, remark))
    .join('\n')
}

function otherParts(content: unknown, remark: Remark): readonly Part[] {
  const text = chatgptText(content, remark)
  if (text === '') remark('part-unknown')
  return textParts([text])
}

function textParts(texts: readonly string[]): readonly Part[] {
  const text = texts.filter((each) => each !== '').join('\n\n')
  return text.trim() === '' ? [] : [{ type: 'text', text }]
}

function reasoningParts(texts: readonly string[]): readonly Part[] {
  const text = texts.filter((each) => each !== '').join('\n\n')
  return text === '' ? [] : [{ type: 'reasoning', text }]
}

function thoughtText(thought: unknown): string {
  return [textIn(thought, 'summary'), textIn(thought, 'content')].filter(Boolean).join('\n')
}

function codeText(content: unknown): string {
  const code = textIn(content, 'text')
  const language = textIn(content, 'language')
  return code === undefined ? '' : fenced(code, language === 'unknown' ? '' : language)
}

function partText(part: unknown, remark: Remark): string {
  if (typeof part === 'string') return part
  const type = textIn(part, 'content_type') ?? ''
  if (type === 'audio_transcription') return textIn(part, 'text') ?? ''
  if (fieldsOf(part) && type.includes('asset_pointer')) {
    remark('media-missing')
    return type.startsWith('image') ? '[Image]' : '[Recording]'
  }
  remark('part-unknown')
  return ''
}
