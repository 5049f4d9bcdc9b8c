import { contentHashSchema, type ContentHash } from '../../contract/attachment.ts'
import type { MediaPart } from '../../contract/message.ts'
import type { Transport } from '../transport/transport.ts'
import { createRecent } from './recent.ts'

/** Pictures and files of messages, as far as this window has read them. */
export interface Contents {
  /** The content of a part. Rejects with the core's failure when it is lost or was changed. */
  readonly blob: (part: MediaPart) => Promise<Blob>
}

/** So many stay at hand, so that scrolling back shows them at once. */
const kept = 40
const keptBytes = 4_000_000

export function createContents(transport: Pick<Transport, 'invoke'>): Contents {
  const recent = createRecent<ContentHash, Blob>(kept)
  return {
    async blob(part) {
      if (!part.hash) return new Blob([bytesOf(part.data ?? '')], { type: part.mediaType })
      const hash = contentHashSchema.parse(part.hash)
      const known = recent.get(hash)
      if (known) return known
      const blob = await read(transport, hash, part)
      if (blob.size <= keptBytes) recent.set(hash, blob)
      return blob
    },
  }
}

async function read(
  transport: Pick<Transport, 'invoke'>,
  hash: ContentHash,
  { name = '', mediaType }: MediaPart,
): Promise<Blob> {
  const pieces: Blob[] = []
  for (let from = 0; ;) {
    const { data, size } = await transport.invoke('attachments.get', { hash, name, from })
    const piece = bytesOf(data)
    pieces.push(new Blob([piece]))
    from += piece.byteLength
    if (from >= size || piece.byteLength === 0) return new Blob(pieces, { type: mediaType })
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
