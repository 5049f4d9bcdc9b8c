import { pageSize } from './layout.ts'

const headerBytes = 32
const frameHeaderBytes = 24
const magics = [0x377f0682, 0x377f0683]

/** What a write-ahead log says last of each page. */
export interface LogFrames {
  /** Where in the log the content of a page begins. */
  readonly pages: ReadonlyMap<number, number>
  /** How many pages the database has after the last commit in the log; undefined when there is none. */
  readonly pageCount: number | undefined
}

/**
 * Finds the pages that a log holds, up to its last whole commit, as SQLite does: a frame counts when it bears the log's
 * salts and the sum over everything before it is right. See https://sqlite.org/fileformat2.html#walformat
 */
export function readLogFrames(log: Buffer): LogFrames {
  const pages = new Map<number, number>()
  let pending: [page: number, at: number][] = []
  let pageCount: number | undefined
  if (!isHeader(log)) return { pages, pageCount }
  const isBigEndian = log.readUInt32BE(0) === magics[1]
  let sum = checksum(log.subarray(0, 24), [0, 0], isBigEndian)
  const frameBytes = frameHeaderBytes + pageSize
  for (let at = headerBytes; at + frameBytes <= log.length; at += frameBytes) {
    const content = at + frameHeaderBytes
    sum = checksum(log.subarray(at, at + 8), sum, isBigEndian)
    sum = checksum(log.subarray(content, content + pageSize), sum, isBigEndian)
    const isWhole = log.readUInt32BE(at + 16) === sum[0] && log.readUInt32BE(at + 20) === sum[1]
    if (!isWhole || !log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) break
    pending.push([log.readUInt32BE(at), content])
    const committed = log.readUInt32BE(at + 4)
    if (committed === 0) continue
    pageCount = committed
    for (const [page, place] of pending) pages.set(page, place)
    pending = []
  }
  return { pages, pageCount }
}

function isHeader(log: Buffer): boolean {
  return log.length >= headerBytes && magics.includes(log.readUInt32BE(0)) && log.readUInt32BE(8) === pageSize
}

type Sum = readonly [number, number]

function checksum(bytes: Buffer, [first, second]: Sum, isBigEndian: boolean): Sum {
  let [one, other] = [first, second]
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + word(bytes, at, isBigEndian) + other) >>> 0
    other = (other + word(bytes, at + 4, isBigEndian) + one) >>> 0
  }
  return [one, other]
}

function word(bytes: Buffer, at: number, isBigEndian: boolean): number {
  return isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
}
