import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  maxAttachmentBytes,
  maxContentPiece,
  mostAttachments,
  type Attachment,
} from '../../contract/attachment.ts'
import type { Failure } from '../../contract/failure.ts'
import type { Drafts } from './drafts.ts'
import type { Environment } from './environment.ts'
import { failureOf, localFailure } from './failure.ts'

/** A file on its way to the core, or one that could not be attached. */
export interface Upload {
  readonly id: string
  /** The chat: a session id, or `newChatKey`. */
  readonly key: string
  readonly name: string
  /** From 0 to 1; 1 while the core reads the file. */
  readonly share: number
  readonly failure?: Failure
}

/** Something that was dropped, pasted or chosen. */
export type Given = File | { readonly folder: string }

/** The files that are being attached. */
export interface Uploads {
  readonly store: StoreApi<{ readonly uploads: readonly Upload[] }>
  /** Attaches files to the draft of a chat, one after the other. What goes wrong with one is said at its place. */
  readonly attach: (key: string, given: readonly Given[]) => Promise<void>
  /** Ends what goes on, or takes what went wrong from sight. */
  readonly dismiss: (id: string) => void
  /** Takes from sight all that went wrong in a chat. */
  readonly forgive: (key: string) => void
  readonly isBusy: (key: string) => boolean
}

type UploadsEnvironment = Pick<Environment, 'transport'> & { readonly drafts: Drafts }

export function createUploads({ transport, drafts }: UploadsEnvironment): Uploads {
  const store = createStore(() => ({ uploads: [] as readonly Upload[] }))
  const stops = new Map<string, AbortController>()
  const change = (id: string, next: Partial<Upload>) =>
    store.setState(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)),
    }))
  const remove = (id: string) => {
    stops.delete(id)
    store.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }))
  }
  const attachOne = async ({ id, key }: Upload, given: Given, signal: AbortSignal) => {
    try {
      const refused = refusalOf(given, drafts.store.getState().files[key]?.length ?? 0)
      if (refused || 'folder' in given) return change(id, refused ? { failure: refused } : {})
      const { scaledImage } = await import('./scaled-image.ts')
      const file = await scaledImage(given)
      const attachment = await send(transport, file, { id, signal, tell: (share) => change(id, { share }) })
      if (attachment && !signal.aborted) drafts.addFile(key, attachment)
      remove(id)
    } catch (error) {
      if (signal.aborted) remove(id)
      else change(id, { failure: failureOf(error) })
    }
  }
  const forgive = (key: string) =>
    store.setState(({ uploads }) => ({
      uploads: uploads.filter((upload) => upload.key !== key || !upload.failure),
    }))
  return {
    store,
    forgive,
    async attach(key, given) {
      const fresh = given.map((each): [Upload, Given] => [uploadOf(key, each), each])
      for (const [{ id }] of fresh) stops.set(id, new AbortController())
      // What went wrong before was seen, and the user goes on.
      forgive(key)
      store.setState(({ uploads }) => ({ uploads: [...uploads, ...fresh.map(([upload]) => upload)] }))
      for (const [upload, each] of fresh) {
        const signal = stops.get(upload.id)?.signal
        if (signal && !signal.aborted) await attachOne(upload, each, signal)
      }
    },
    dismiss(id) {
      stops.get(id)?.abort()
      remove(id)
    },
    isBusy: (key) => store.getState().uploads.some((upload) => upload.key === key && !upload.failure),
  }
}

interface Sending {
  readonly id: string
  readonly signal: AbortSignal
  readonly tell: (share: number) => void
}

/** Gives a file to the core, piece by piece; undefined when that was ended. */
async function send(
  transport: Environment['transport'],
  file: File,
  { id, signal, tell }: Sending,
): Promise<Attachment | undefined> {
  const pieces = Math.max(1, Math.ceil(file.size / maxContentPiece))
  for (let piece = 0; ; piece++) {
    const from = piece * maxContentPiece
    const data = await base64Of(file.slice(from, from + maxContentPiece), file.name)
    if (signal.aborted && piece === 0) return undefined
    const last = piece === pieces - 1
    tell((piece + 1) / pieces)
    const { attachment } = await transport.invoke('attachments.put', {
      id,
      piece,
      name: file.name,
      data,
      last,
    })
    if (last) return attachment
    if (!signal.aborted) continue
    await transport.invoke('attachments.cancel', { id })
    return undefined
  }
}

function uploadOf(key: string, given: Given): Upload {
  const name = 'folder' in given ? given.folder : given.name
  return { id: crypto.randomUUID(), key, name, share: 0 }
}

function refusalOf(given: Given, before: number): Failure | undefined {
  if ('folder' in given) return localFailure('attachment-folder', { name: given.folder })
  const { name, size } = given
  if (before >= mostAttachments)
    return localFailure('attachments-too-many', { limit: String(mostAttachments) })
  if (size === 0) return localFailure('attachment-empty', { name })
  if (size <= maxAttachmentBytes) return undefined
  const params = { name, size: (size / 1e6).toFixed(1), limit: String(maxAttachmentBytes / 1e6) }
  return localFailure('attachment-too-large', params)
}

/** The bytes as base64. Rejects with `attachment-unreadable`, as when the file was removed meanwhile. */
function base64Of(blob: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => {
      const reason = reader.error?.message ?? ''
      reject(new Error(reason === '' ? name : reason))
    })
    reader.readAsDataURL(blob)
  })
}
