import { join } from 'node:path'
import { contentHashesIn } from '../../contract/message.ts'
import { createContentTools } from '../attachments/content-tools.ts'
import { openDraftFiles } from '../config/draft-files.ts'
import { systemClock } from '../config/system-clock.ts'
import { createAttachments } from '../core/attachments/attachments.ts'
import { createAttachmentSearch } from '../core/attachments/search/attachment-search.ts'
import type { Money } from '../core/money/money.ts'
import type { DraftStore } from '../core/ports/draft-store.ts'
import type { Store } from '../core/ports/stores.ts'
import type { Connections } from '../core/provider/connections.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import { openFileAttachments } from '../persistence/file-attachments.ts'
import type { Host } from './host.ts'

interface Needs {
  readonly book: SettingsBook
  readonly connections: Connections
  readonly money: Money
}

type Opened = Pick<RunDependencies, 'attachments' | 'attachmentSearch'> & { readonly drafts: DraftStore }

/** Drafts, the files of messages, and the search in these; the files of drafts lie beside them. */
export function openAttachments(
  { profile, log }: Host,
  store: Store,
  { book, connections, money }: Needs,
): Opened {
  const drafts = openDraftFiles(profile.drafts, log)
  const staged = openFileAttachments(join(profile.drafts, 'attachments'), async () =>
    contentHashesIn(Object.values(await drafts.all()).flatMap(({ attachments = [] }) => attachments)),
  )
  const attachments = createAttachments({ store, staged, tools: createContentTools() })
  const attachmentSearch = createAttachmentSearch({
    attachments,
    chosen: () => book.current().tools.services.embeddings,
    embed: connections.embed,
    moneyFor: money.forRun,
    clock: systemClock,
    log,
  })
  return { drafts, attachments, attachmentSearch }
}
