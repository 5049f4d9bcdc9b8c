import type { Nodes } from './nodes.ts'
import type { Part } from './syntax.ts'
import type { Block, ColumnAlign, Inline, ListItem, TableRow, TaskState } from './tree.ts'

export type QuoteFrame = { readonly type: 'quote'; readonly children: Nodes<Block> }

export type NoteFrame = {
  readonly type: 'footnote'
  readonly label: string
  /** The column at which its lines begin, behind the marks of the quotes around it. */
  readonly indent: number
  readonly children: Nodes<Block>
}

export type ListFrame = {
  readonly type: 'list'
  readonly ordered: boolean
  readonly start: number
  /** The mark of an item, as `-` or `1.`. */
  readonly marker: string
  /** A blank line stood between its parts. */
  isLoose: boolean
  /** An item has a paragraph of its own: without one, nobody can tell whether a list is loose. */
  hasText: boolean
  readonly items: Nodes<ListItem>
}

export type ItemFrame = {
  readonly type: 'item'
  readonly task: TaskState
  readonly marker: string
  readonly indent: number
  readonly children: Nodes<Block>
}

/** A block that is open and holds other blocks. */
export type Frame = QuoteFrame | NoteFrame | ListFrame | ItemFrame

export type OpenTable = {
  readonly type: 'table'
  align: readonly ColumnAlign[]
  head: TableRow
  readonly rows: Nodes<TableRow>
}

export type OpenCode = {
  readonly type: 'code'
  readonly language: string
  /** The mark that began the fence, with what stood behind it. */
  readonly opening: string
  readonly column: number
  readonly lines: string[]
}

export type OpenParagraph = {
  readonly type: 'paragraph'
  readonly parts: (readonly Inline[])[]
  onReplace: () => void
}

/** A block that is open and holds no other. */
export type OpenLeaf = OpenTable | OpenCode | OpenParagraph

/** What is open and holds settled parts: each frame is the last child of the one before, the leaf that of the last. */
export type OpenPath = { readonly frames: readonly Frame[]; readonly leaf: OpenLeaf | undefined }

export const closedPath: OpenPath = { frames: [], leaf: undefined }

/**
 * Lines that open the same blocks again, with a word or two where the settled parts were, so that what follows is
 * parsed as it would be behind those parts. A heading stands for them because nothing goes on with a heading; in an
 * item there is a paragraph before it, by which the parser tells whether its list is loose.
 */
export function prefixOf({ frames, leaf }: OpenPath): string {
  let lines = ''
  let quotes = ''
  let indent = 0
  for (const [index, frame] of frames.entries()) {
    const before = quotes + ' '.repeat(indent)
    if (frame.type === 'quote') {
      lines += `${before}> # x\n`
      quotes = `${before}> `
      indent = 0
    } else if (frame.type === 'footnote') {
      lines += `${before}[^${frame.label}]: # x\n`
      indent = frame.indent
    } else if (frame.type === 'item') {
      lines += itemPrefix(frame, quotes, indent)
      indent = frame.indent
    } else if (frames[index + 1] === undefined) {
      // As far to the right as a mark may stand: no item that follows can be taken for a part of this one.
      lines += `${before}   ${frame.marker} x\n`
    }
  }
  return lines + leafPrefix(leaf, quotes, indent)
}

function itemPrefix({ indent, marker }: ItemFrame, quotes: string, outer: number): string {
  const column = Math.max(outer, indent - marker.length - 4)
  const gap = indent - marker.length - column
  return `${quotes}${' '.repeat(column)}${marker}${' '.repeat(gap)}x\n${quotes}${' '.repeat(indent)}# x\n`
}

function leafPrefix(leaf: OpenLeaf | undefined, quotes: string, indent: number): string {
  const before = quotes + ' '.repeat(indent)
  if (leaf?.type === 'paragraph') return `${before}x`
  if (leaf?.type === 'code') return `${quotes}${' '.repeat(leaf.column)}${leaf.opening}\n`
  if (leaf?.type !== 'table') return ''
  const columns = leaf.head.cells.length
  return `${before}${'|x'.repeat(columns)}|\n${before}${'|-'.repeat(columns)}|\n`
}

/** How many lines `prefixOf` puts before the text. */
export function prefixLines(prefix: string): number {
  return prefix.split('\n').length - 1
}

/** How many pieces of inline text the lines of `prefixOf` are, which are no part of the answer. */
export function prefixTexts({ frames, leaf }: OpenPath): number {
  const texts = frames.map((frame, index) => {
    if (frame.type === 'item') return 2
    return frame.type === 'list' ? Number(frames[index + 1] === undefined) : 1
  })
  const inTable = leaf?.type === 'table' ? leaf.head.cells.length : 0
  return texts.reduce((sum, count) => sum + count, inTable)
}

/** The text of a part that goes on with an open paragraph, without the letter that stood for its settled pieces. */
export function continuedText(part: Part): string | undefined {
  const type = part[0]?.type
  return type === 'paragraph_open' || type === 'heading_open' ? part[1]?.content.slice(1) : undefined
}
