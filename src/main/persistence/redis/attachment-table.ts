import { z } from 'zod'
import { contentHashSchema } from '../../../contract/attachment.ts'
import type { AttachmentStore } from '../../core/ports/attachment-store.ts'
import { checkedContent } from '../checked-content.ts'
import { flagReply, rowReply, type Database } from './database.ts'
import { getAttachment, putAttachment, sweepAttachments, touchAttachments } from './lua/attachment-scripts.ts'

const sweptReply = z.tuple([z.number(), z.number()])

/** The content of messages, as base64: everything else that goes over the connection is text as well. */
export function createAttachmentTable(database: Database): AttachmentStore {
  return {
    async put(hash, content) {
      const base64 = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64')
      await database.run(putAttachment, [hash, base64], flagReply)
    },
    async get(hash) {
      const base64 = await database.run(getAttachment, [hash], rowReply)
      return base64 === null ? undefined : checkedContent(Buffer.from(base64, 'base64'), hash)
    },
    touch: (hashes) => database.run(touchAttachments, [hashes], z.array(contentHashSchema)),
    async sweep(unusedForMs) {
      let removed = 0
      for (let kept = 0; ;) {
        const [looked, gone] = await database.run(sweepAttachments, [unusedForMs, kept], sweptReply)
        removed += gone
        kept += looked - gone
        if (looked === 0) return removed
      }
    },
  }
}
