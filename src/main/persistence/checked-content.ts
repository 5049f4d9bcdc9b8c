import type { ContentHash } from '../../contract/attachment.ts'
import { ParleyError } from '../core/errors.ts'

/** True when the bytes have that hash. Fifty megabytes take their time, so a thread beside this one counts. */
export async function hasHash(content: Uint8Array, hash: ContentHash): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', isOwn(content) ? content : Uint8Array.from(content))
  return Buffer.from(digest).toString('hex') === hash
}

// What several threads share cannot be counted: it might change meanwhile.
function isOwn(content: Uint8Array): content is Uint8Array<ArrayBuffer> {
  return content.buffer instanceof ArrayBuffer
}

/** The bytes, when they are what the hash says. Throws `attachment-damaged`. */
export async function checkedContent(content: Uint8Array, hash: ContentHash): Promise<Uint8Array> {
  if (await hasHash(content, hash)) return content
  throw new ParleyError('attachment-damaged', { params: { name: hash } })
}
