import type { ImportReport } from '../../contract/archive.ts'
import type { ArchiveRoom } from '../core/archive/archive-room.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'

type ArchiveMethods = Extract<keyof Handlers, `archive.${string}`> | 'sessions.export'

/** The methods of what goes out and comes in. Everybody is told once when an import has ended. */
export function archiveHandlers(archive: ArchiveRoom, audience: Audience): Pick<Handlers, ArchiveMethods> {
  const tell = (report: ImportReport | undefined) => {
    if (report && report.imported > 0) audience.tell({ type: 'sessions-imported', count: report.imported })
  }
  return {
    'sessions.export': ({ sessionId, format }) => archive.exportOne(sessionId, format),
    'archive.read': ({ id, page }) => archive.readPage(id, page),
    async 'archive.import'(piece) {
      const report = await archive.importPiece(piece)
      if (piece.last) tell(report)
      return report
    },
    async 'archive.cancel'({ id }) {
      tell(await archive.cancel(id))
      return {}
    },
  }
}
