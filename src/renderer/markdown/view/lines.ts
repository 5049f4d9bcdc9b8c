import { assertNever } from '../../../contract/assert-never.ts'
import type { Block, Inline, ListItem, TableRow } from '../engine/tree.ts'
import { plainText } from './plain-text.ts'

/** Guesses of heights, in lines of an answer: of what is not drawn yet, for the length of the scroll bar alone. */

/** So many letters are about a line of an answer, and so much of a line is the gap between two blocks. */
const LETTERS = 92
const GAP = 0.5
const CODE_LINE = 0.84
const CODE_FRAME = 2
const TABLE_ROW = 1.46
const TABLE_FRAME = 2.5

/** Of a Markdown text of so many characters, as answers usually are. */
export function linesOfText(characters: number): number {
  return Math.ceil(characters / 50)
}

export function linesOfBlocks(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + linesOfBlock(block) + GAP, 0)
}

function linesOfBlock(block: Block): number {
  switch (block.type) {
    case 'paragraph':
      return linesOfWords(block.parts.flat())
    case 'heading':
      return linesOfWords(block.children) + GAP
    case 'code':
      return block.lines.length * CODE_LINE + CODE_FRAME
    case 'math':
      return 2
    case 'html':
      return block.text.split('\n').length * CODE_LINE
    case 'quote':
    case 'footnote':
      return linesOfBlocks(block.children.flat())
    case 'list':
      return linesOfItems(block.items.flat())
    case 'table':
      return linesOfRows(block.rows.flat()) + TABLE_FRAME
    case 'rule':
      return 1
    default:
      return assertNever(block)
  }
}

export function linesOfItems(items: readonly ListItem[]): number {
  return items.reduce((sum, { children }) => sum + linesOfBlocks(children.flat()) - GAP / 2, 0)
}

/** How wide the columns are nobody knows yet. */
export function linesOfRows(rows: readonly TableRow[]): number {
  return rows.length * TABLE_ROW
}

function linesOfWords(nodes: readonly Inline[]): number {
  return Math.max(1, Math.ceil(plainText(nodes).length / LETTERS))
}
