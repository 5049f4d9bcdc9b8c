import { isPlainText, type ContentHash } from '../../../contract/attachment.ts'
import type { MediaPart } from '../../../contract/message.ts'

/** The hash of a file's text: the one that was taken out of it, or its own where it is a text. */
export function textHashOf(part: MediaPart): ContentHash | undefined {
  if (part.type === 'image') return undefined
  return part.extracted?.hash ?? (isPlainText(part.mediaType) ? part.hash : undefined)
}
