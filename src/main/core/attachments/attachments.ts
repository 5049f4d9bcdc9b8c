import {
  maxAttachmentBytes,
  maxContentPiece,
  type Attachment,
  type ContentHash,
  type KeptText,
} from '../../../contract/attachment.ts'
import { contentHashesIn, type MediaPart } from '../../../contract/message.ts'
import { createTransfers } from '../archive/transfers.ts'
import { failureFrom, ParleyError } from '../errors.ts'
import type { AttachmentStore } from '../ports/attachment-store.ts'
import type { ContentTools } from '../ports/content-tools.ts'
import type { Store } from '../ports/stores.ts'
import { createContentCache } from './content-cache.ts'

/** A piece of a file that comes in under an id of the caller's, who numbers the pieces from 0. */
export interface FilePiece {
  readonly id: string
  readonly piece: number
  readonly name: string
  /** As base64. */
  readonly data: string
  readonly last: boolean
}

/** What can be done with the files of messages. */
export interface Attachments {
  /**
   * Takes a piece of a file. With the last one the file is read, and kept where the drafts are. Throws what reading it
   * throws, and `archive-interrupted` when it is not the next piece.
   */
  put(piece: FilePiece): Promise<Attachment | undefined>
  /** Ends a file that did not come to its end. */
  cancel(id: string): Promise<void>
  /** Puts the files of a message where the chats are, before it is stored. Throws `attachment-missing`. */
  admit(attachments: readonly Attachment[]): Promise<void>
  /** Keeps what a model made in the same place, and gives the part without its bytes. */
  keep(part: MediaPart & { readonly data: string }): Promise<MediaPart>
  /** Keeps a text in the same place. */
  keepText(text: string): Promise<KeptText>
  /** The content by its hash. Throws `attachment-missing` and `attachment-damaged`, both with the name that is given. */
  content(hash: ContentHash, name: string): Promise<Uint8Array>
  /** What was made of a text and kept under a name; undefined when it is not there. */
  made(hash: ContentHash, name: string): Promise<Uint8Array | undefined>
  /** Keeps what was made of a text, for as long as that is kept. */
  keepMade(hash: ContentHash, name: string, made: Uint8Array): Promise<void>
  /** A piece of it as base64, and how many bytes there are. Throws the same. */
  read(hash: ContentHash, name: string, from: number): Promise<{ data: string; size: number }>
  /** Removes what neither a message nor a draft refers to, and nobody has used for a while. */
  cleanUp(): Promise<number>
  readonly tools: ContentTools
}

export interface AttachmentsOptions {
  readonly store: Pick<Store, 'attachments'>
  /** The content of drafts, which belong to this machine, whichever engine keeps the chats. */
  readonly staged: AttachmentStore
  readonly tools: ContentTools
}

/** How long content may be without anybody who refers to it, in milliseconds. */
const unusedForMs = 3_600_000
const cachedBytes = 32_000_000

/** A file that comes in. */
interface Upload {
  readonly pieces: Uint8Array[]
  size: number
}

export function createAttachments({ store, staged, tools }: AttachmentsOptions): Attachments {
  const uploads = createTransfers<Upload>(() => ({ pieces: [], size: 0 }))
  const cache = createContentCache(cachedBytes)

  const content = async (hash: ContentHash, name: string) => {
    try {
      const found = await cache.get(
        hash,
        async () => (await store.attachments.get(hash)) ?? (await staged.get(hash)),
      )
      if (found) return found
    } catch (error) {
      throw renamed(error, name)
    }
    throw new ParleyError('attachment-missing', { params: { name } })
  }
  const take = async (upload: Upload, { name, data, last }: FilePiece) => {
    const bytes = tools.fromBase64(data)
    upload.pieces.push(bytes)
    upload.size += bytes.byteLength
    checkSize(name, upload.size)
    if (!last) return undefined
    const { attachment, contents } = await tools.readFile(name, joined(upload))
    for (const [hash, each] of contents) await staged.put(hash, each)
    return attachment
  }
  return {
    tools,
    content,
    put: (piece) =>
      uploads.step(piece.id, piece.piece, async (upload) => ({
        result: await take(upload, piece),
        ended: piece.last,
      })),
    async cancel(id) {
      await uploads.end(id)
    },
    admit: (given) => admitAll(given, store.attachments, staged),
    async keep({ data, ...part }) {
      const bytes = tools.fromBase64(data)
      const hash = await tools.hashOf(bytes)
      await store.attachments.put(hash, bytes)
      return { ...part, hash, size: bytes.byteLength }
    },
    async keepText(text) {
      const bytes = new TextEncoder().encode(text)
      const hash = await tools.hashOf(bytes)
      await store.attachments.put(hash, bytes)
      return { hash, size: bytes.byteLength }
    },
    made: (hash, name) => store.attachments.getMade(hash, name),
    keepMade: (hash, name, made) => store.attachments.putMade(hash, name, made),
    async read(hash, name, from) {
      const bytes = await content(hash, name)
      return { data: tools.toBase64(bytes.subarray(from, from + maxContentPiece)), size: bytes.byteLength }
    },
    cleanUp: async () => (await store.attachments.sweep(unusedForMs)) + (await staged.sweep(unusedForMs)),
  }
}

async function admitAll(
  given: readonly Attachment[],
  kept: AttachmentStore,
  staged: AttachmentStore,
): Promise<void> {
  const missing = new Set(await kept.touch(contentHashesIn(given)))
  for (const attachment of given) {
    const { name } = attachment
    for (const hash of contentHashesIn([attachment])) {
      const bytes = await staged.get(hash).catch((error: unknown) => {
        throw renamed(error, name)
      })
      // Also where it is there already: should that have been damaged, it is mended by this.
      if (bytes) await kept.put(hash, bytes)
      else if (missing.has(hash)) throw new ParleyError('attachment-missing', { params: { name } })
    }
  }
}

function joined({ pieces, size }: Upload): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}

function checkSize(name: string, bytes: number): void {
  if (bytes <= maxAttachmentBytes) return
  const params = { name, size: (bytes / 1e6).toFixed(1), limit: String(maxAttachmentBytes / 1e6) }
  throw new ParleyError('attachment-too-large', { params })
}

/** Whoever keeps it knows only its hash. */
function renamed(error: unknown, name: string): unknown {
  if (failureFrom(error).code !== 'attachment-damaged') return error
  return new ParleyError('attachment-damaged', { params: { name }, cause: error })
}
