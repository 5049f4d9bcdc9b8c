import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { readLogFrames } from './log-frames.ts'
import { pageSize } from './layout.ts'

/** The pages of a database file and of the log beside it, whatever state they are in. Nothing is ever written. */
export interface PageFile {
  readonly pageCount: number
  /** The page as the last commit left it, from 1; what the file does not have is zero. */
  read(page: number): Buffer
  close(): void
}

export function openPageFile(path: string): PageFile {
  const file = openSync(path, 'r')
  const log = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0)
  const frames = readLogFrames(log)
  const inFile = Math.ceil(fstatSync(file).size / pageSize)
  return {
    pageCount: Math.max(frames.pageCount ?? 0, inFile),
    read(page) {
      const content = Buffer.alloc(pageSize)
      const inLog = frames.pages.get(page)
      if (inLog === undefined) readSync(file, content, 0, pageSize, (page - 1) * pageSize)
      else log.copy(content, 0, inLog, inLog + pageSize)
      return content
    },
    close: () => closeSync(file),
  }
}

/** The schema's version that the header tells; undefined when the header is not one. */
export function versionOf(file: PageFile): number | undefined {
  const header = file.read(1)
  return header.toString('latin1', 0, 16) === 'SQLite format 3\0' ? header.readUInt32BE(60) : undefined
}
