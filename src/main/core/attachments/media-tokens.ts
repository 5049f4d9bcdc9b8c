import { isMedia, type Part } from '../../../contract/message.ts'

// About what vendors count. Anthropic: an area of 750 pixels is a token, and larger pictures are made smaller before; the
// tiles of OpenAI come to about the same. A page of a PDF goes as its words and as a picture.
const pixelsPerToken = 750
const mostPerImage = 1600
const perPage = 1000
const bytesPerToken = 4
/** Bytes of a file's text that any model is told at most, and that each is told at least. */
const mostOfAll = 1_000_000
const leastOfAll = 16_000
/** The share of a window that one file may fill: the rest is for others, and for what is asked about it. */
const share = 0.5

/**
 * Bytes of a file's text that a model with a window of so many tokens is told. It follows from the window alone: what was
 * told once stays the same in every later request.
 */
export function mostToldIn(contextTokens: number | undefined): number {
  if (contextTokens === undefined) return mostOfAll
  return Math.min(mostOfAll, Math.max(leastOfAll, Math.floor(contextTokens * share * bytesPerToken)))
}

/** About how many tokens a picture or a file takes, without what its own words in the message take. */
export function mediaTokens(part: Part, contextTokens?: number): number {
  if (!isMedia(part)) return 0
  if (part.type === 'image') {
    const { width, height } = part
    if (width === undefined || height === undefined) return mostPerImage
    return Math.min(mostPerImage, Math.ceil((width * height) / pixelsPerToken))
  }
  const text = part.extracted?.size ?? (part.pages === undefined ? (part.size ?? 0) : 0)
  return Math.ceil(Math.min(text, mostToldIn(contextTokens)) / bytesPerToken) + (part.pages ?? 0) * perPage
}
