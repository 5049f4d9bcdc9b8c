import { imageTypes } from '../../contract/attachment.ts'
import type { MediaPart } from '../../contract/message.ts'

/** A picture or file of which it is asked whether it can be sent as it is. */
export type SentFile = Pick<MediaPart, 'type' | 'mediaType' | 'size'>

const pdf = 'application/pdf'

/** True for the pictures that every vendor takes. */
export function isPicture({ type, mediaType }: SentFile): boolean {
  return type === 'image' && imageTypes.some((each) => each === mediaType)
}

/** True for a PDF of so many bytes at most. */
export function isPdf({ mediaType, size = 0 }: SentFile, mostBytes: number): boolean {
  return mediaType === pdf && size <= mostBytes
}

/** The address of content that stands in it; undefined for what has none. */
export function dataUrlOf({ mediaType, data }: MediaPart): string | undefined {
  return data === undefined ? undefined : `data:${mediaType};base64,${data}`
}
