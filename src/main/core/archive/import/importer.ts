import { emptyReport, type ImportReport } from '../../../../contract/archive.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { failureFrom, ParleyError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ArchiveNeeds } from '../archive-text.ts'
import { isThere } from '../../storage/copy-sessions.ts'
import { createContentReader, type ContentReader } from './content-reader.ts'
import { createDetector, type Detected } from './detect.ts'
import { readChat } from './read-chat.ts'
import { createRemarks } from './remarks.ts'
import { splitLines } from './split-lines.ts'
import { splitValues } from './split-values.ts'
import type { Cut, Splitter } from './splitter.ts'

/** UTF-16 units of one chat; one that is longer is left out. */
const longestChat = 200_000_000

/** Reads one file that comes in pieces, cut anywhere, and stores its chats as they become complete. */
export interface Importer {
  /**
   * Takes the next piece and tells what became of the file so far. Throws `import-unknown`, `import-packed` or
   * `archive-newer` when it cannot read such a file, and what the store throws; what was stored until then stays.
   */
  push(piece: string, last: boolean): Promise<ImportReport>
  readonly report: () => ImportReport
}

export interface ImporterDependencies extends ArchiveNeeds {
  readonly clock: Pick<Clock, 'now'>
  /** UTF-16 units of one chat; the usual limit when absent. */
  readonly longest?: number
}

export function createImporter({ clock, longest = longestChat, ...needs }: ImporterDependencies): Importer {
  const contents = createContentReader(needs)
  const tally = createTally(needs.store, contents)
  const detector = createDetector()
  let reading: { readonly kind: Detected['kind']; readonly splitter: Splitter } | undefined

  const take = async ({ text }: Cut, kind: Detected['kind']) => {
    if (text === undefined) return tally.leaveOut('chat-too-large')
    if (kind === 'archive' && (await contents.take(text))) return undefined
    const chat = readChat(text, kind, clock.now())
    if (chat.format) tally.know(chat.format)
    if ('reason' in chat) return tally.leaveOut(chat.reason)
    for (const { reason, count } of chat.remarks.list()) tally.leaveOut(reason, count)
    return tally.add(chat.bundle)
  }
  const begin = (piece: string, last: boolean): string => {
    const detected = detector.push(piece, last)
    if (!detected) return ''
    const { kind, rest } = detected
    if (kind === 'archive') tally.know('archive')
    reading = { kind, splitter: kind === 'archive' ? splitLines(longest) : splitValues(longest) }
    return rest
  }
  return {
    report: tally.report,
    async push(piece, last) {
      const content = reading ? piece : begin(piece, last)
      if (!reading) return tally.report()
      const { kind, splitter } = reading
      for (const cut of splitter.push(content)) await take(cut, kind)
      if (!last) return tally.report()
      const { rest, cutOff } = splitter.end()
      for (const cut of rest) await take(cut, kind)
      if (cutOff) tally.leaveOut('file-cut')
      if (tally.isNothingKnown()) throw new ParleyError('import-unknown')
      return tally.report()
    },
  }
}

/** Stores chats and counts what became of them. */
function createTally(store: ArchiveNeeds['store'], content: ContentReader) {
  const remarks = createRemarks()
  let counts: ImportReport = emptyReport
  const write = async (bundle: SessionBundle) => {
    const missing = await content.admit(bundle)
    if (!(await store.transfer.write(bundle))) return false
    if (missing > 0) remarks.add('media-missing', missing)
    return true
  }
  const add = async (bundle: SessionBundle) => {
    const isNew = !(await isThere(store, bundle)) && (await write(bundle))
    const { imported, present, messages } = counts
    counts = isNew
      ? { ...counts, imported: imported + 1, messages: messages + bundle.messages.length }
      : { ...counts, present: present + 1 }
  }
  return {
    know: (format: NonNullable<ImportReport['format']>) => void (counts = { ...counts, format }),
    leaveOut: remarks.add,
    report: (): ImportReport => ({ ...counts, remarks: remarks.list() }),
    isNothingKnown: () => !counts.format && remarks.list().some(({ reason }) => reason === 'chat-unknown'),
    async add(bundle: SessionBundle): Promise<void> {
      try {
        await add(bundle)
      } catch (error) {
        // A session that the engine does not take leaves the others alone; an engine that is full or gone does not.
        if (failureFrom(error).code !== 'storage-failed') throw error
        remarks.add('chat-refused')
      }
    },
  }
}
