import { createStore, type StoreApi } from 'zustand/vanilla'
import { emptyReport, type ExportFormat, type ImportReport } from '../../contract/archive.ts'
import type { Failure } from '../../contract/failure.ts'
import type { SessionId } from '../../contract/id.ts'
import type { Progress } from '../../contract/storage.ts'
import { giveFiles, readArchive, type Given } from './archive-transfer.ts'
import type { Environment } from './environment.ts'
import { failureOf } from './failure.ts'

/** What goes on, and what came of the last import. */
export type ArchiveWork =
  | { readonly kind: 'none' }
  | { readonly kind: 'exporting'; readonly progress: Progress }
  | ({ readonly kind: 'importing' } & Given)
  | {
      readonly kind: 'imported'
      readonly report: ImportReport
      readonly end: 'whole' | 'cancelled' | Failure
    }

export interface ArchiveState {
  readonly work: ArchiveWork
}

/** Chats on their way out and in, one way at a time. */
export interface Archive {
  readonly store: StoreApi<ArchiveState>
  /** Saves everything as one file; nothing when it is cancelled. Rejects with the core's failure. */
  readonly exportAll: () => Promise<void>
  readonly exportOne: (sessionId: SessionId, format: ExportFormat) => Promise<void>
  /** The outcome is in the state. */
  readonly importFiles: (files: readonly File[]) => Promise<void>
  readonly cancel: () => void
}

const none: ArchiveWork = { kind: 'none' }

export function createArchive({
  transport,
  saveFile,
  now,
}: Pick<Environment, 'transport' | 'saveFile' | 'now'>): Archive {
  const store = createStore<ArchiveState>(() => ({ work: none }))
  const show = (work: ArchiveWork) => store.setState({ work })
  let going = new AbortController()
  return {
    store,
    cancel: () => going.abort(),
    async exportAll() {
      going = new AbortController()
      show({ kind: 'exporting', progress: { done: 0, total: 0 } })
      try {
        const archive = await readArchive(transport, going.signal, (progress) =>
          show({ kind: 'exporting', progress }),
        )
        const day = new Date(now()).toISOString().slice(0, 10)
        if (archive) saveFile(`parley-${day}.jsonl`, archive)
      } finally {
        show(none)
      }
    },
    async exportOne(sessionId, format) {
      const { name, mediaType, text } = await transport.invoke('sessions.export', { sessionId, format })
      saveFile(name, new Blob([text], { type: mediaType }))
    },
    async importFiles(files) {
      going = new AbortController()
      const { signal } = going
      let given: Given = { progress: { done: 0, total: 0 }, report: emptyReport }
      const tell = (next: Given) => {
        given = next
        show({ kind: 'importing', ...given })
      }
      tell(given)
      const end = await giveFiles(transport, files, signal, tell).then(
        () => (signal.aborted ? ('cancelled' as const) : ('whole' as const)),
        failureOf,
      )
      show({ kind: 'imported', report: given.report, end })
    },
  }
}
