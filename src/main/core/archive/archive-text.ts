import {
  archivedPiece,
  archiveFormat,
  archiveVersion,
  type ArchivedContent,
} from '../../../contract/archive.ts'
import type { ContentHash } from '../../../contract/attachment.ts'
import { contentHashesOf, sessionBundleSchema, type SessionBundle } from '../../../contract/session-bundle.ts'
import { failureFrom } from '../errors.ts'
import type { ContentTools } from '../ports/content-tools.ts'
import type { Store } from '../ports/stores.ts'

/** What an archive is written with. */
export interface ArchiveNeeds {
  readonly store: Store
  readonly tools: Pick<ContentTools, 'toBase64' | 'fromBase64' | 'hashOf'>
}

/** The first line of every archive, with its end. */
export const archiveHeading = `${JSON.stringify({ format: archiveFormat, version: archiveVersion })}\n`

/**
 * One session as a line, with its end. The contract's schema gives the fields their order, so that every engine makes
 * the same bytes of the same session.
 */
export function archiveLine(bundle: SessionBundle): string {
  return `${JSON.stringify(sessionBundleSchema.parse(bundle))}\n`
}

/** The lines of an archive of everything, the trash included. */
export async function* archiveLines(needs: ArchiveNeeds): AsyncGenerator<string> {
  yield archiveHeading
  const written = new Set<ContentHash>()
  for await (const bundle of needs.store.transfer.readAll()) yield* bundleLines(bundle, needs, written)
}

/** The lines of one session, before it those of its content that is not written yet. */
export async function* bundleLines(
  bundle: SessionBundle,
  needs: ArchiveNeeds,
  written: Set<ContentHash> = new Set(),
): AsyncGenerator<string> {
  for (const hash of contentHashesOf(bundle)) {
    if (!written.has(hash)) yield* contentLines(hash, needs)
    written.add(hash)
  }
  yield archiveLine(bundle)
}

// In pieces, so that no line is longer than a reader can hold with ease.
async function* contentLines(hash: ContentHash, { store, tools }: ArchiveNeeds): AsyncGenerator<string> {
  const content = await store.attachments.get(hash).catch(unlessDamaged)
  if (!content) {
    yield lineOf({ attachment: hash, size: 0, from: 0 })
    return
  }
  const size = content.byteLength
  for (let from = 0; from === 0 || from < size; from += archivedPiece) {
    const data = tools.toBase64(content.subarray(from, from + archivedPiece))
    yield lineOf({ attachment: hash, size, from, data })
  }
}

// One file that was changed on the disk shall not keep everything else from being saved; the line says that it is missing.
function unlessDamaged(error: unknown): undefined {
  if (failureFrom(error).code !== 'attachment-damaged') throw error
}

function lineOf(piece: ArchivedContent): string {
  return `${JSON.stringify(piece)}\n`
}
