import { archiveFormat, archiveVersion } from '../../../contract/archive.ts'
import { sessionBundleSchema, type SessionBundle } from '../../../contract/session-bundle.ts'
import type { Store } from '../ports/stores.ts'

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
export async function* archiveLines(store: Store): AsyncGenerator<string> {
  yield archiveHeading
  for await (const bundle of store.transfer.readAll()) yield archiveLine(bundle)
}
