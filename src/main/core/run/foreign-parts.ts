import type { ProviderId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'

/** A part as a request has it, and its number in the message that it comes from. */
export interface NumberedPart {
  readonly part: Part
  readonly number: number
}

/**
 * The parts of a message that a provider may be given: all of its own answers, and of others' what everybody can read.
 * Reasoning without a proof goes to nobody.
 */
export function withoutForeign(
  { role, parts, provider }: Pick<Message, 'role' | 'parts' | 'provider'>,
  reader: ProviderId,
): readonly NumberedPart[] {
  const isForeign = role === 'assistant' && provider !== reader
  const given: NumberedPart[] = []
  parts.forEach((own, number) => {
    const part = isForeign ? readable(own) : own
    if (part && isProved(part)) given.push({ part, number })
  })
  return given
}

function isProved(part: Part): boolean {
  return part.type !== 'reasoning' || part.signature !== undefined || part.redacted !== undefined
}

function readable(part: Part): Part | undefined {
  switch (part.type) {
    case 'reasoning':
    case 'provider-item':
      return undefined
    case 'text':
    case 'tool-call':
    case 'source':
      return withoutProof(part)
    default:
      return part
  }
}

/** The same part without what only the provider that wrote it can read. */
export function withoutProof(part: Extract<Part, { type: 'text' | 'tool-call' | 'source' }>): Part {
  const { signature: _, ...plain } = part
  return plain
}
