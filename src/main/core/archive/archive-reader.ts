import type { Progress } from '../../../contract/storage.ts'
import { archiveLines, type ArchiveNeeds } from './archive-text.ts'

/** A part of an archive, cut anywhere. */
export interface ArchivePage {
  readonly text: string
  readonly last: boolean
  /** Sessions that were read so far, of those that there were at the beginning. */
  readonly progress: Progress
}

/** Reads an archive of everything page by page. Not for two callers at once. */
export interface ArchiveReader {
  next(): Promise<ArchivePage>
  /** Lets go of the store. */
  close(): Promise<void>
}

/** `length`: UTF-16 units of a page; one more where it would cut a character. */
export function createArchiveReader(needs: ArchiveNeeds, length: number): ArchiveReader {
  const { store } = needs
  const lines = archiveLines(needs)
  let total: number | undefined
  let read = -1
  let rest = ''
  let ended = false
  return {
    async next() {
      total ??= await store.transfer.count()
      const pieces = [rest]
      for (let filled = rest.length; filled < length && !ended;) {
        const line = await lines.next()
        if (line.done) ended = true
        else {
          if (isChat(line.value)) read += 1
          pieces.push(line.value)
          filled += line.value.length
        }
      }
      const text = pieces.join('')
      const cut = cutAt(text, length)
      rest = text.slice(cut)
      const done = Math.max(read, 0)
      const last = ended && rest === ''
      return { text: text.slice(0, cut), last, progress: { done, total: Math.max(total, done) } }
    },
    close: async () => void (await lines.return(undefined)),
  }
}

// The heading is counted too; a line of content is not.
function isChat(line: string): boolean {
  return !line.startsWith('{"attachment"')
}

// Each page becomes bytes of its own, and half of a character has none.
function cutAt(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1)
  const isFirstHalf = unit >= 0xd800 && unit <= 0xdbff
  return isFirstHalf ? length + 1 : length
}
