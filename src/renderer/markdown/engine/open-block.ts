import { assertNever } from '../../../contract/assert-never.ts'
import type { FenceScanner } from './fence.ts'
import type { Token } from './syntax.ts'
import type { Block, ColumnAlign, Inline, ListItem, TableRow } from './tree.ts'

export type OpenList = {
  readonly type: 'list'
  readonly ordered: boolean
  readonly start: number
  tight: boolean
  readonly items: (readonly ListItem[])[]
}

export type OpenTable = {
  readonly type: 'table'
  /** The two head lines, which the parser needs before any further row. */
  readonly prefix: string
  align: readonly ColumnAlign[]
  head: TableRow
  readonly rows: (readonly TableRow[])[]
}

export type OpenFence = { readonly type: 'fence'; readonly language: string; readonly scanner: FenceScanner }

export type OpenParagraph = { readonly type: 'paragraph'; readonly parts: (readonly Inline[])[] }

/** The one block that is still open and already holds settled parts. */
export type OpenBlock = OpenList | OpenTable | OpenFence | OpenParagraph

/** The open block as a node of the tree, with the parts settled so far. */
export function snapshotOf(open: OpenBlock): Block {
  switch (open.type) {
    case 'list': {
      const { ordered, start, tight, items } = open
      return { type: 'list', ordered, start, tight, items: [...items] }
    }
    case 'table':
      return { type: 'table', align: open.align, head: open.head, rows: [...open.rows] }
    case 'fence':
      return { type: 'code', language: open.language, lines: open.scanner.lines, rest: '' }
    case 'paragraph':
      return { type: 'paragraph', parts: [...open.parts] }
    default:
      return assertNever(open)
  }
}

/** What the tail must follow to be parsed as more of the open block: a table's head, or a letter in a paragraph. */
export function prefixOf(open: OpenBlock | undefined): string {
  if (open?.type === 'table') return open.prefix
  return open?.type === 'paragraph' ? 'x' : ''
}

/** The text of a part that goes on with an open paragraph, without the letter it was parsed behind. */
export function continuedText(part: readonly Token[]): string | undefined {
  const type = part[0]?.type
  return type === 'paragraph_open' || type === 'heading_open' ? part[1]?.content.slice(1) : undefined
}
