import { contentHashOf, maxContentPieceLength, type Attachment } from '../../../contract/attachment.ts'
import type { MethodName } from '../../../contract/method.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

type Methods = Extract<MethodName, `drafts.${string}` | `attachments.${string}`>

/** Keeps files by the hash of their bytes, and takes a picture for one by its name. */
export function fakeAttachmentHandlers(world: FakeWorld): Pick<FakeHandlers, Methods> {
  const pieces = new Map<string, string[]>()
  return {
    'drafts.list': () => {
      const keys = new Set([...world.drafts.keys(), ...world.draftFiles.keys()])
      const drafts = [...keys].map((key) => {
        const attachments = world.draftFiles.get(key)
        return [key, { text: world.drafts.get(key) ?? '', ...(attachments && { attachments }) }] as const
      })
      return { drafts: Object.fromEntries(drafts) }
    },
    'drafts.put': ({ key, text, attachments = [] }) => {
      world.drafts.set(key, text)
      if (attachments.length > 0) world.draftFiles.set(key, attachments)
      else world.draftFiles.delete(key)
      return {}
    },
    'attachments.put': async ({ id, name, data, last }) => {
      const whole = [...(pieces.get(id) ?? []), data]
      pieces.set(id, whole)
      if (!last) return {}
      pieces.delete(id)
      return { attachment: await keep(world, name, whole.map(atob).join('')) }
    },
    'attachments.cancel': ({ id }) => (pieces.delete(id), {}),
    'attachments.get': ({ hash, name, from = 0 }) => {
      const data = world.contents.get(hash)
      if (data === undefined) throw new FailureError(localFailure('attachment-missing', { name }))
      const start = (from / 3) * 4
      return { data: data.slice(start, start + maxContentPieceLength), size: atob(data).length }
    },
  }
}

async function keep(world: FakeWorld, name: string, bytes: string): Promise<Attachment> {
  const content = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  const hash = contentHashOf([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
  world.contents.set(hash, btoa(bytes))
  const size = content.byteLength
  if (name.endsWith('.png')) return { type: 'image', mediaType: 'image/png', hash, name, size }
  return { type: 'file', name, mediaType: 'text/plain', hash, size }
}
