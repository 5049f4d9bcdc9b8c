import type Anthropic from '@anthropic-ai/sdk'
import { imageTypes } from '../../../contract/attachment.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { inputOf } from '../call-arguments.ts'
import { listOf, parsedLoose } from '../loose.ts'
import { isSealed } from '../seal.ts'
import { fittingId } from '../wire-ids.ts'

export type Block = Anthropic.ContentBlockParam

const ids = { fits: /^[a-zA-Z0-9_-]{1,64}$/, length: 32 }

/** The blocks of one turn. */
export function blocksOf({ role, parts }: Pick<Message, 'role' | 'parts'>): readonly Block[] {
  return parts.flatMap((part, index) => {
    // Only a user shows pictures and files; the model's own cannot go back.
    const isShown = part.type === 'image' || part.type === 'file'
    return isShown && role === 'assistant' ? [] : blocksOfPart(part, parts.slice(index + 1))
  })
}

function blocksOfPart(part: Part, after: readonly Part[]): readonly Block[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text, ...citationsOf(after) }]
    case 'reasoning':
      return reasoningOf(part)
    case 'tool-call': {
      const { id, name, arguments: text } = part
      return [{ type: 'tool_use', id: fittingId(id, ids), name, input: inputOf(text) }]
    }
    case 'tool-result': {
      const { callId, content, isError } = part
      const tool_use_id = fittingId(callId, ids)
      return [{ type: 'tool_result', tool_use_id, content, ...(isError && { is_error: true }) }]
    }
    case 'image':
      return imageOf(part)
    case 'file':
      return fileOf(part)
    case 'provider-item':
      return part.protocol === 'anthropic-messages' ? receivedBlock(part.data) : []
    case 'source':
    case 'summary':
      return []
    default:
      return part satisfies never
  }
}

/** The proofs of the pages right behind a text, which go back with it. */
function citationsOf(after: readonly Part[]): { citations?: Anthropic.TextCitationParam[] } {
  const end = after.findIndex(({ type }) => type !== 'source')
  const citations = (end < 0 ? after : after.slice(0, end)).flatMap((part) =>
    part.type === 'source' && part.signature?.includes('"encrypted_index"')
      ? receivedCitation(part.signature)
      : [],
  )
  return citations.length > 0 ? { citations } : {}
}

// Whatever it is, it is what the provider sent.
function receivedBlock(data: string): readonly Block[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return listOf([parsedLoose(data)].filter(Boolean)) as readonly Block[]
}

function receivedCitation(data: string): readonly Anthropic.TextCitationParam[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return listOf([parsedLoose(data)].filter(Boolean)) as readonly Anthropic.TextCitationParam[]
}

// Without its proof the provider refuses its own reasoning, and that of another provider means nothing to it.
function reasoningOf({ text, signature, redacted }: Extract<Part, { type: 'reasoning' }>): readonly Block[] {
  if (redacted !== undefined) return [{ type: 'redacted_thinking', data: redacted }]
  const isOurs = signature && !isSealed(signature)
  return isOurs ? [{ type: 'thinking', thinking: text, signature }] : []
}

function fileOf({ name, mediaType, data }: Extract<Part, { type: 'file' }>): readonly Block[] {
  if (data === undefined) return []
  if (mediaType === 'application/pdf') {
    return [{ type: 'document', title: name, source: { type: 'base64', media_type: mediaType, data } }]
  }
  const text = new TextDecoder().decode(Buffer.from(data, 'base64'))
  return [{ type: 'document', title: name, source: { type: 'text', media_type: 'text/plain', data: text } }]
}

function imageOf({ mediaType, data }: Extract<Part, { type: 'image' }>): readonly Block[] {
  const known = imageTypes.find((type) => type === mediaType)
  return known && data !== undefined
    ? [{ type: 'image', source: { type: 'base64', media_type: known, data } }]
    : []
}
