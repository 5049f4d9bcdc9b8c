import type { ArchiveRoom } from '../core/archive/archive-room.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'

type ArchiveMethods = Extract<keyof Handlers, `archive.${string}`> | 'sessions.export'

/** The methods of what goes out and comes in. Everybody is told once when an import has ended. */
export function archiveHandlers(archive: ArchiveRoom, audience: Audience): Pick<Handlers, ArchiveMethods> {
  const tell = () => audience.tell({ type: 'sessions-imported' })
  return {
    'sessions.export': ({ sessionId, format }) => archive.exportOne(sessionId, format),
    'archive.read': ({ id, page }) => archive.readPage(id, page),
    async 'archive.import'(piece) {
      try {
        const report = await archive.importPiece(piece)
        if (piece.last && report.imported > 0) tell()
        return report
      } catch (error) {
        // What came before the failure is stored.
        tell()
        throw error
      }
    },
    async 'archive.cancel'({ id }) {
      if (await archive.cancel(id)) tell()
      return {}
    },
  }
}
