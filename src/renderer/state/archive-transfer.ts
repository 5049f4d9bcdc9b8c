import { addReports, emptyReport, type ImportReport } from '../../contract/archive.ts'
import type { Progress } from '../../contract/storage.ts'
import { FailureError, type Transport } from '../transport/transport.ts'
import { localFailure } from './failure.ts'
import type { filePieces } from './file-pieces.ts'

/** An archive of everything; undefined when it was cancelled. Rejects with the core's failure. */
export async function readArchive(
  transport: Transport,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<Blob | undefined> {
  const id = crypto.randomUUID()
  const pages: Blob[] = []
  for (let page = 0, ended = false; !ended; page++) {
    const { text, last, progress } = await transport.invoke('archive.read', { id, page })
    if (signal.aborted) {
      if (!last) await transport.invoke('archive.cancel', { id })
      return undefined
    }
    // As a blob each, so that the browser may keep them on disk.
    pages.push(new Blob([text]))
    tell(progress)
    ended = last
  }
  return new Blob(pages, { type: 'application/x-ndjson' })
}

/** How far an import is, in bytes, and what came of it. */
export interface Given {
  readonly progress: Progress
  readonly report: ImportReport
}

/**
 * Imports files one after the other, as far as it is not cancelled. Tells all along what came of them so far. Rejects
 * with the core's failure, and with `file-unreadable`.
 */
export async function giveFiles(
  transport: Transport,
  files: readonly File[],
  signal: AbortSignal,
  tell: (given: Given) => void,
): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let read = 0
  let report = emptyReport
  for (const file of files) {
    const before = read
    let chatFiles = 0
    for await (const part of givePieces(transport, file, signal, (bytes) => (read = before + bytes))) {
      const sum = addReports(report, part.report)
      tell({ progress: { done: read, total }, report: sum })
      if (!part.last) continue
      report = sum
      chatFiles += 1
    }
    if (signal.aborted) return
    if (chatFiles === 0) throw new FailureError(localFailure('import-unknown'))
  }
}

/** Gives the text of one file, or of each one that is packed in it, and yields the report after each piece. */
async function* givePieces(
  transport: Transport,
  file: File,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<{ readonly report: ImportReport; readonly last: boolean }> {
  let id = crypto.randomUUID()
  let piece = 0
  for await (const { text, last } of readable(file, onRead)) {
    if (signal.aborted) {
      await transport.invoke('archive.cancel', { id })
      return
    }
    yield { report: await transport.invoke('archive.import', { id, piece, text, last }), last }
    piece += 1
    if (!last) continue
    id = crypto.randomUUID()
    piece = 0
  }
}

async function* readable(file: File, onRead: (bytes: number) => void): ReturnType<typeof filePieces> {
  try {
    // What unpacks is not needed for the first picture.
    const pieces = await import('./file-pieces.ts')
    yield* pieces.filePieces(file, onRead)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FailureError(localFailure('file-unreadable', { path: file.name, reason }))
  }
}
