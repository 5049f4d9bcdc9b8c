import { contentHashOf, maxAttachmentBytes, type ContentHash } from '../../contract/attachment.ts'
import { cleanName } from '../../contract/file-name.ts'
import { ParleyError } from '../core/errors.ts'
import type { ContentTools, ReadFile } from '../core/ports/content-tools.ts'
import { kindOf } from './file-kind.ts'
import { imageSize } from './image-size.ts'
import { textType } from './plain-text.ts'
import { extract as extractHere, type Extraction } from './extract/extraction.ts'
import { runExtraction } from './extract/run-extraction.ts'

/** A text of so many bytes is looked at at once; a thread of its own would take longer. */
const quickBytes = 256_000

/** The tools over Node. */
export function createContentTools(extract: typeof runExtraction = runExtraction): ContentTools {
  return {
    toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    fromBase64(text) {
      const bytes = Buffer.from(text, 'base64')
      if (bytes.toString('base64') === text) return bytes
      throw new ParleyError('input-invalid', { params: { detail: 'data is no base64' } })
    },
    hashOf,
    toText: (bytes) => new TextDecoder().decode(bytes),
    readFile: (given, bytes) => readFile(cleanName(given), bytes, extract),
  }
}

async function readFile(name: string, bytes: Uint8Array, extract: typeof runExtraction): Promise<ReadFile> {
  checkSize(name, bytes.byteLength)
  const found = kindOf(bytes)
  const hash = await hashOf(bytes)
  const size = bytes.byteLength
  if (found.kind === 'image') {
    const { mediaType } = found
    const attachment = { type: 'image', mediaType, hash, name, size, ...imageSize(bytes, mediaType) } as const
    return { attachment, contents: new Map([[hash, bytes]]) }
  }
  const isQuick = found.kind === 'other' && size <= quickBytes
  const extraction = await (isQuick ? extractHere : extract)({ kind: found.kind, bytes })
  const { mediaType, text, pages } = documentOf(name, extraction)
  const content = text === undefined ? undefined : new TextEncoder().encode(text)
  const textHash = content && content.byteLength > 0 ? await hashOf(content) : undefined
  const attachment = {
    ...({ type: 'file', name, mediaType, hash, size } as const),
    ...(pages && { pages }),
    ...(content && textHash && { extracted: { hash: textHash, size: content.byteLength } }),
  }
  const contents = new Map<ContentHash, Uint8Array>([[hash, bytes]])
  if (content && textHash) contents.set(textHash, content)
  return { attachment, contents }
}

/** `text` is absent where the bytes themselves are it. */
interface FoundFile {
  readonly mediaType: string
  readonly text?: string
  readonly pages?: number
}

function documentOf(name: string, extraction: Extraction): FoundFile {
  switch (extraction.outcome) {
    case 'text':
      return extraction
    case 'plain':
      return { mediaType: textType(name) }
    case 'none':
      throw new ParleyError('attachment-unsupported', { params: { name } })
    case 'too-tight':
      throw new ParleyError('attachment-packed-too-tight', { params: { name } })
    case 'unreadable':
      throw new ParleyError('attachment-unreadable', { params: { name, reason: extraction.reason } })
    default:
      return extraction satisfies never
  }
}

function checkSize(name: string, bytes: number): void {
  if (bytes === 0) throw new ParleyError('attachment-empty', { params: { name } })
  if (bytes <= maxAttachmentBytes) return
  const params = { name, size: (bytes / 1e6).toFixed(1), limit: String(maxAttachmentBytes / 1e6) }
  throw new ParleyError('attachment-too-large', { params })
}

// What several threads share cannot be counted: it might change meanwhile.
function isOwn(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
}

async function hashOf(bytes: Uint8Array): Promise<ContentHash> {
  const digest = await crypto.subtle.digest('SHA-256', isOwn(bytes) ? bytes : Uint8Array.from(bytes))
  return contentHashOf(Buffer.from(digest).toString('hex'))
}
