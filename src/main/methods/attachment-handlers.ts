import type { Attachments } from '../core/attachments/attachments.ts'
import type { Handlers } from './door.ts'

type AttachmentMethods = Extract<keyof Handlers, `attachments.${string}`>

export function attachmentHandlers(attachments: Attachments): Pick<Handlers, AttachmentMethods> {
  return {
    async 'attachments.put'(piece) {
      const attachment = await attachments.put(piece)
      return attachment ? { attachment } : {}
    },
    async 'attachments.cancel'({ id }) {
      await attachments.cancel(id)
      return {}
    },
    'attachments.get': ({ hash, name, from = 0 }) => attachments.read(hash, name, from),
  }
}
