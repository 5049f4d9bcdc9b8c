import { pageSize } from './layout.ts'
import type { PageFile } from './page-file.ts'
import { readRecord, readVarint, type Value } from './record.ts'

/** One row as it lies in the file. Rows of tables without rowids lie in trees like those of indexes. */
export interface StoredRecord {
  readonly tree: 'table' | 'index'
  /** Null in trees like those of indexes. */
  readonly rowid: number | null
  readonly values: readonly Value[]
}

/** What could not be read. */
export interface Unreadable {
  /** Pages that are neither part of a tree, nor of a long row, nor known to be free. */
  pages: number
  /** Rows on pages that could be read. */
  rows: number
}

const smallestCell = 4

const kinds = new Map<number, { readonly tree: 'table' | 'index'; readonly isLeaf: boolean }>([
  [0x0d, { tree: 'table', isLeaf: true }],
  [0x05, { tree: 'table', isLeaf: false }],
  [0x0a, { tree: 'index', isLeaf: true }],
  [0x02, { tree: 'index', isLeaf: false }],
])

/**
 * Every row that can be read, page by page and without asking the trees above, so that a damaged page costs what lies on
 * it and nothing else. See https://sqlite.org/fileformat2.html#b_tree_pages
 */
export function* readRecords(file: PageFile, unreadable: Unreadable): Generator<StoredRecord> {
  const overflow = new Set<number>()
  const unknown: number[] = []
  for (let number = 1; number <= file.pageCount; number++) {
    const page = file.read(number)
    const start = number === 1 ? 100 : 0
    const kind = kinds.get(page.readUInt8(start))
    if (!kind) unknown.push(number)
    else if (kind.tree === 'index' || kind.isLeaf) {
      const cells = [...cellsOf(page, start, kind.isLeaf)]
      let read = 0
      for (const cell of cells) {
        const record = cell === undefined ? undefined : readCell(file, page, cell, kind.tree, overflow)
        if (!record) continue
        read += 1
        yield record
      }
      // A page without one row only looks like a part of a tree.
      if (read > 0) unreadable.rows += cells.length - read
      else if (cells.length > 0) unknown.push(number)
    }
  }
  const free = freePages(file)
  unreadable.pages += unknown.filter((page) => !overflow.has(page) && !free.has(page)).length
}

// Where each cell's payload size stands; undefined for a pointer that leads out of the page.
function* cellsOf(page: Buffer, start: number, isLeaf: boolean): Generator<number | undefined> {
  const pointers = start + (isLeaf ? 8 : 12)
  const most = Math.floor((pageSize - pointers) / (2 + smallestCell))
  const count = page.readUInt16BE(start + 3)
  for (let index = 0; index < Math.min(count, most); index++) {
    const at = page.readUInt16BE(pointers + 2 * index)
    const isInside = at >= pointers + 2 * count && at <= pageSize - 4
    yield isInside ? at + (isLeaf ? 0 : 4) : undefined
  }
}

function readCell(
  file: PageFile,
  page: Buffer,
  at: number,
  tree: 'table' | 'index',
  overflow: Set<number>,
): StoredRecord | undefined {
  try {
    const [size, afterSize] = readVarint(page, at)
    const [rowid, start] = tree === 'table' ? readVarint(page, afterSize) : [null, afterSize]
    const local = localBytes(size, tree)
    if (start + local > pageSize || size > file.pageCount * pageSize) return undefined
    const head = page.subarray(start, start + local)
    if (local === size) return { tree, rowid, values: readRecord(head) }
    const rest = readChain(file, page.readUInt32BE(start + local), size - local)
    const values = readRecord(Buffer.concat([head, ...rest.parts]))
    for (const each of rest.pages) overflow.add(each)
    return { tree, rowid, values }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

// How much of a row lies on its own page.
function localBytes(size: number, tree: 'table' | 'index'): number {
  const most = tree === 'table' ? pageSize - 35 : Math.floor(((pageSize - 12) * 64) / 255) - 23
  if (size <= most) return size
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23
  const wanted = least + ((size - least) % (pageSize - 4))
  return wanted <= most ? wanted : least
}

function readChain(file: PageFile, first: number, bytes: number) {
  const parts: Buffer[] = []
  const pages = new Set<number>()
  let next = first
  for (let left = bytes; left > 0; left -= pageSize - 4) {
    if (next < 1 || next > file.pageCount || pages.has(next)) throw new RangeError('a long row is cut')
    pages.add(next)
    const page = file.read(next)
    parts.push(page.subarray(4, 4 + Math.min(left, pageSize - 4)))
    next = page.readUInt32BE(0)
  }
  return { parts, pages }
}

function freePages(file: PageFile): ReadonlySet<number> {
  const free = new Set<number>()
  let trunk = file.read(1).readUInt32BE(32)
  while (trunk >= 1 && trunk <= file.pageCount && !free.has(trunk)) {
    free.add(trunk)
    const page = file.read(trunk)
    const count = Math.min(page.readUInt32BE(4), pageSize / 4 - 2)
    for (let index = 0; index < count; index++) free.add(page.readUInt32BE(8 + 4 * index))
    trunk = page.readUInt32BE(0)
  }
  return free
}
