import { z } from 'zod'
import { contentHashSchema } from '../../../contract/attachment.ts'
import type { AttachmentStore } from '../../core/ports/attachment-store.ts'
import { checkedContent } from '../checked-content.ts'
import { flagReply, rowReply, type Database } from './database.ts'
import {
  getAttachment,
  getMade,
  putAttachment,
  putMade,
  sweepAttachments,
  touchAttachments,
} from './lua/attachment-scripts.ts'

const sweptReply = z.tuple([z.number(), z.number()])

/** The content of messages, as base64: everything else that goes over the connection is text as well. */
export function createAttachmentTable(database: Database): AttachmentStore {
  return {
    async put(hash, content) {
      await database.run(putAttachment, [hash, base64Of(content)], flagReply)
    },
    async get(hash) {
      const base64 = await database.run(getAttachment, [hash], rowReply)
      return base64 === null ? undefined : checkedContent(Buffer.from(base64, 'base64'), hash)
    },
    async putMade(hash, name, made) {
      await database.run(putMade, [hash, name, base64Of(made)], flagReply)
    },
    async getMade(hash, name) {
      const base64 = await database.run(getMade, [hash, name], rowReply)
      return base64 === null ? undefined : Buffer.from(base64, 'base64')
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

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
