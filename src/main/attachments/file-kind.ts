import type { imageTypes } from '../../contract/attachment.ts'

/** What the first bytes of a file say that it is; `packed` may be a document of Word, Excel or PowerPoint. */
export type FileKind =
  | { readonly kind: 'image'; readonly mediaType: (typeof imageTypes)[number] }
  | { readonly kind: 'pdf' | 'packed' | 'other' }

const marks: readonly (readonly [kind: FileKind, at: number, bytes: string])[] = [
  [{ kind: 'image', mediaType: 'image/png' }, 0, '\x89PNG\r\n\x1a\n'],
  [{ kind: 'image', mediaType: 'image/jpeg' }, 0, '\xff\xd8\xff'],
  [{ kind: 'image', mediaType: 'image/gif' }, 0, 'GIF87a'],
  [{ kind: 'image', mediaType: 'image/gif' }, 0, 'GIF89a'],
  [{ kind: 'image', mediaType: 'image/webp' }, 8, 'WEBP'],
  [{ kind: 'packed' }, 0, 'PK\x03\x04'],
]

/** How far into a file readers of PDF look for its mark. */
const pdfWithin = 1024

export function kindOf(bytes: Uint8Array): FileKind {
  const start = Buffer.from(bytes.subarray(0, pdfWithin)).toString('latin1')
  const found = marks.find(([, at, mark]) => start.startsWith(mark, at))
  if (found && (found[1] === 0 || start.startsWith('RIFF'))) return found[0]
  return { kind: start.includes('%PDF-') ? 'pdf' : 'other' }
}
