import type { ImportReport } from '../../../../contract/archive.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { createContentTools } from '../../../attachments/content-tools.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/stores.ts'
import { createImporter } from '../import/importer.ts'
import { archiveLines } from '../archive-text.ts'

/** What archives are written and read with. */
export const tools = createContentTools()

const clock: Pick<Clock, 'now'> = { now: () => 1_800_000_000_000 }

/** Imports pieces of one file into a store. */
export async function importPieces(
  store: Store,
  pieces: readonly string[],
  longest?: number,
): Promise<ImportReport> {
  const importer = createImporter({ store, tools, clock, ...(longest !== undefined && { longest }) })
  let report = importer.report()
  for (const [index, piece] of pieces.entries()) {
    report = await importer.push(piece, index === pieces.length - 1)
  }
  return report
}

/** Imports a value as one file of JSON. */
export function importJson(store: Store, value: unknown): Promise<ImportReport> {
  return importPieces(store, [JSON.stringify(value)])
}

export async function archiveOf(store: Store): Promise<string> {
  let text = ''
  for await (const line of archiveLines({ store, tools })) text += line
  return text
}

export async function bundlesOf(store: Store): Promise<readonly SessionBundle[]> {
  const bundles: SessionBundle[] = []
  for await (const bundle of store.transfer.readAll()) bundles.push(bundle)
  return bundles
}
