import {
  maxPieceLength,
  type ExportedFile,
  type ExportFormat,
  type ImportReport,
} from '../../../contract/archive.ts'
import type { SessionId } from '../../../contract/id.ts'
import type { Clock } from '../ports/clock.ts'
import type { ArchiveNeeds } from './archive-text.ts'
import { createArchiveReader, type ArchivePage } from './archive-reader.ts'
import { exportSession } from './export/export-session.ts'
import { createImporter } from './import/importer.ts'
import { createTransfers } from './transfers.ts'

/** A part of a file that comes in pieces under an id of the caller's, who numbers them from 0. */
export interface ImportPiece {
  readonly id: string
  readonly piece: number
  readonly text: string
  readonly last: boolean
}

/** What goes out of a store and comes in, piece by piece, because not every caller can open a file. */
export interface ArchiveRoom {
  /** Throws `session-missing`. */
  exportOne(id: SessionId, format: ExportFormat): Promise<ExportedFile>
  /** The next page of an archive of everything. Throws `archive-interrupted` when it is not the next one. */
  readPage(id: string, page: number): Promise<ArchivePage>
  /** Throws as an importer does, and `archive-interrupted` when it is not the next piece. */
  importPiece(piece: ImportPiece): Promise<ImportReport>
  /** Ends an export or an import, which is then true. What was imported stays. */
  cancel(id: string): Promise<boolean>
}

export function createArchiveRoom(needs: ArchiveNeeds, clock: Pick<Clock, 'now'>): ArchiveRoom {
  const readers = createTransfers(
    () => createArchiveReader(needs, maxPieceLength),
    (reader) => reader.close(),
  )
  const importers = createTransfers(() => createImporter({ ...needs, clock }))
  return {
    exportOne: (id, format) => exportSession(needs, id, format),
    readPage: (id, page) =>
      readers.step(id, page, async (reader) => {
        const result = await reader.next()
        return { result, ended: result.last }
      }),
    importPiece: ({ id, piece, text, last }) =>
      importers.step(id, piece, async (importer) => ({
        result: await importer.push(text, last),
        ended: last,
      })),
    async cancel(id) {
      await readers.end(id)
      return (await importers.end(id)) !== undefined
    },
  }
}
