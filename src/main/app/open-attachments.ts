import { join } from 'node:path'
import { contentHashesIn } from '../../contract/message.ts'
import { createContentTools } from '../attachments/content-tools.ts'
import { openDraftFiles } from '../config/draft-files.ts'
import { createAttachments, type Attachments } from '../core/attachments/attachments.ts'
import type { DraftStore } from '../core/ports/draft-store.ts'
import type { Store } from '../core/ports/stores.ts'
import { openFileAttachments } from '../persistence/file-attachments.ts'
import type { Host } from './host.ts'

/** Drafts, and the files of messages; those of drafts lie beside these. */
export function openAttachments(
  { profile, log }: Host,
  store: Store,
): { readonly drafts: DraftStore; readonly attachments: Attachments } {
  const drafts = openDraftFiles(profile.drafts, log)
  const staged = openFileAttachments(join(profile.drafts, 'attachments'), async () =>
    contentHashesIn(Object.values(await drafts.all()).flatMap(({ attachments = [] }) => attachments)),
  )
  return { drafts, attachments: createAttachments({ store, staged, tools: createContentTools() }) }
}
