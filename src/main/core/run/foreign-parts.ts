import type { ProviderId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'

/**
 * The parts of a message that a provider may be given: all of its own answers, and of others' what everybody can read.
 * Reasoning without a proof goes to nobody.
 */
export function withoutForeign({ role, parts, provider }: Message, reader: ProviderId): readonly Part[] {
  const isForeign = role === 'assistant' && provider !== reader
  return (isForeign ? parts.flatMap(readable) : parts).filter(isProved)
}

function isProved(part: Part): boolean {
  return part.type !== 'reasoning' || part.signature !== undefined || part.redacted !== undefined
}

function readable(part: Part): readonly Part[] {
  switch (part.type) {
    case 'reasoning':
    case 'provider-item':
      return []
    case 'text':
    case 'tool-call':
    case 'source': {
      const { signature: _, ...plain } = part
      return [plain]
    }
    default:
      return [part]
  }
}
