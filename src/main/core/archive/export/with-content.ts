import { isMedia, type MediaPart, type Message, type Part } from '../../../../contract/message.ts'
import { failureFrom } from '../../errors.ts'
import type { ArchiveNeeds } from '../archive-text.ts'

/** The messages with the content of their pictures and files in them, as far as it is wanted and there. */
export async function withContent(
  messages: readonly Message[],
  needs: ArchiveNeeds,
  isWanted: (part: MediaPart) => boolean = () => true,
): Promise<readonly Message[]> {
  const filled: Message[] = []
  for (const message of messages) {
    const parts: Part[] = []
    for (const part of message.parts) {
      parts.push(isMedia(part) && isWanted(part) ? await filledPart(part, needs) : part)
    }
    filled.push({ ...message, parts })
  }
  return filled
}

async function filledPart(part: MediaPart, { store, tools }: ArchiveNeeds): Promise<Part> {
  if (!part.hash || part.data !== undefined) return part
  const content = await store.attachments.get(part.hash).catch((error: unknown) => {
    if (failureFrom(error).code !== 'attachment-damaged') throw error
    return undefined
  })
  return content ? { ...part, data: tools.toBase64(content) } : part
}
