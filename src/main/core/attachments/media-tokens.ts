import { isMedia, type Part } from '../../../contract/message.ts'

// About what vendors count. Anthropic: an area of 750 pixels is a token, and larger pictures are made smaller before; the
// tiles of OpenAI come to about the same. A page of a PDF goes as its words and as a picture.
const pixelsPerToken = 750
const mostPerImage = 1600
const perPage = 1000
const bytesPerToken = 4
/** Bytes of a file's text that a model is told at most. */
export const mostTold = 1_000_000

/** About how many tokens a picture or a file takes, without what its own words in the message take. */
export function mediaTokens(part: Part): number {
  if (!isMedia(part)) return 0
  if (part.type === 'image') {
    const { width, height } = part
    if (width === undefined || height === undefined) return mostPerImage
    return Math.min(mostPerImage, Math.ceil((width * height) / pixelsPerToken))
  }
  const text = part.extracted?.size ?? (part.pages === undefined ? (part.size ?? 0) : 0)
  return Math.ceil(Math.min(text, mostTold) / bytesPerToken) + (part.pages ?? 0) * perPage
}
