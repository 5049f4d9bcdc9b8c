import { archivedContentSchema, type ArchivedContent } from '../../../../contract/archive.ts'
import { maxAttachmentBytes, type ContentHash } from '../../../../contract/attachment.ts'
import { contentHashesOf, type SessionBundle } from '../../../../contract/session-bundle.ts'
import { ParleyError } from '../../errors.ts'
import type { ArchiveNeeds } from '../archive-text.ts'

/** Puts the content of an archive together and stores it. */
export interface ContentReader {
  /** True when the line was a piece of content, of whatever worth. */
  take(line: string): Promise<boolean>
  /** Makes sure that the content of a session is there before it is; gives how much of it is not. */
  admit(bundle: SessionBundle): Promise<number>
}

interface Open {
  readonly hash: ContentHash
  readonly bytes: Uint8Array
  filled: number
}

export function createContentReader({ store, tools }: ArchiveNeeds): ContentReader {
  let open: Open | undefined
  const add = async ({ attachment, size, from, data }: ArchivedContent) => {
    if (data === undefined || size > maxAttachmentBytes) return
    if (from === 0) open = { hash: attachment, bytes: new Uint8Array(size), filled: 0 }
    if (open?.hash !== attachment || open.filled !== from) return
    const piece = tools.fromBase64(data)
    if (from + piece.byteLength > open.bytes.byteLength) return
    open.bytes.set(piece, from)
    open.filled += piece.byteLength
    if (open.filled < open.bytes.byteLength) return
    const { bytes } = open
    open = undefined
    // What an archive says of its content is believed as little as what it says of its chats.
    if ((await tools.hashOf(bytes)) === attachment) await store.attachments.put(attachment, bytes)
  }
  return {
    async take(line) {
      if (!line.startsWith('{"attachment":')) return false
      const piece = pieceOf(line)
      if (piece) await add(piece).catch(unlessInvalid)
      return piece !== undefined
    },
    admit: async (bundle) => (await store.attachments.touch(contentHashesOf(bundle))).length,
  }
}

function pieceOf(line: string): ArchivedContent | undefined {
  try {
    return archivedContentSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

// A piece that makes no sense is missed when a chat refers to it.
function unlessInvalid(error: unknown): void {
  if (!(error instanceof ParleyError) || error.failure.code !== 'input-invalid') throw error
}
