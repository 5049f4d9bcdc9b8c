import type { Mark, PartPlace } from '../../../contract/context-mark.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { withoutProof } from '../run/foreign-parts.ts'

interface Wishes {
  readonly of: (messageId: MessageId, part: number) => Mark | undefined
  readonly shorten: (part: Part, place: PartPlace) => Part
}

/** What a part becomes that is left out: so the others keep their numbers. Nobody is sent an empty text. */
export const blank: Part = { type: 'text', text: '' }

/**
 * The parts of an answer of which some are left out or shortened. What its provider proved, it proved of the whole answer:
 * so it is told as another provider's would be, its own searches left out and its texts without proofs. Only with a call
 * that stays its reasoning goes back as it was, because some providers refuse their calls without it.
 */
export function editedAnswer({ id: messageId, parts }: Message, { of, shorten }: Wishes): readonly Part[] {
  const isGone = (part: Part, number: number) =>
    part.type !== 'reasoning' && of(messageId, number) === 'muted'
  const keepsCall = parts.some((part, number) => part.type === 'tool-call' && !isGone(part, number))
  const isEdited = parts.some((part, number) => {
    const mark = of(messageId, number)
    if (part.type === 'reasoning') return mark === 'muted' && !keepsCall
    return mark === 'muted' || (mark === 'shortened' && shorten(part, { messageId, part: number }) !== part)
  })
  if (!isEdited) return parts
  return parts.map((part, number) => {
    if (isGone(part, number)) return blank
    const isShort = of(messageId, number) === 'shortened'
    return plainPart(isShort ? shorten(part, { messageId, part: number }) : part, keepsCall)
  })
}

/** A part beside others that are gone. */
export function plainPart(part: Part, keepsCall: boolean): Part {
  switch (part.type) {
    case 'reasoning':
      return keepsCall ? part : blank
    case 'provider-item':
      return blank
    case 'text':
    case 'source':
      return withoutProof(part)
    default:
      return part
  }
}
