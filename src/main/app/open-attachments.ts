import { join } from 'node:path'
import { contentHashesIn } from '../../contract/message.ts'
import { createContentTools } from '../attachments/content-tools.ts'
import { createAttachments, type Attachments } from '../core/attachments/attachments.ts'
import type { DraftStore } from '../core/ports/draft-store.ts'
import type { Store } from '../core/ports/stores.ts'
import { openFileAttachments } from '../persistence/file-attachments.ts'

/** The files of messages, and those of drafts, which lie beside these. */
export function openAttachments(drafts: DraftStore, folder: string, store: Store): Attachments {
  const staged = openFileAttachments(join(folder, 'attachments'), async () =>
    contentHashesIn(Object.values(await drafts.all()).flatMap(({ attachments = [] }) => attachments)),
  )
  return createAttachments({ store, staged, tools: createContentTools() })
}
