import { assertNever } from '../../../contract/assert-never.ts'
import { buildItems } from './blocks.ts'
import type { FenceScanner } from './fence.ts'
import type { InlineParser } from './inline.ts'
import type { Token } from './syntax.ts'
import type { Block, ColumnAlign, Inline, ListItem, TableRow } from './tree.ts'

export type OpenList = {
  readonly type: 'list'
  readonly ordered: boolean
  readonly start: number
  /** The mark of an item, as `-` or `1.`. */
  readonly marker: string
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

/**
 * What the tail must follow to be parsed as more of the open block: a table's head, an item of the same list, or a
 * letter of a paragraph. Without the item, `- a |` over `-|-` would be a table, and a list of empty items always tight.
 */
export function prefixOf(open: OpenBlock | undefined, tail: string): string {
  switch (open?.type) {
    case 'table':
      return open.prefix
    case 'list':
      return `${/^ */.exec(tail)?.[0] ?? ''}${open.marker} x\n`
    case 'paragraph':
      return 'x'
    default:
      return ''
  }
}

/** How many lines `prefixOf` puts before the tail. */
export function prefixLines(open: OpenBlock | undefined): number {
  if (open?.type === 'table') return 2
  return open?.type === 'list' ? 1 : 0
}

/** The items of a part of the open list, without the one it was parsed behind. */
export function continuedItems(part: readonly Token[], inline: InlineParser): ListItem[] {
  return buildItems(part, inline).slice(1)
}

/** The text of a part that goes on with an open paragraph, without the letter it was parsed behind. */
export function continuedText(part: readonly Token[]): string | undefined {
  const type = part[0]?.type
  return type === 'paragraph_open' || type === 'heading_open' ? part[1]?.content.slice(1) : undefined
}
