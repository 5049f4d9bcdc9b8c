import { assertNever } from '../../../contract/assert-never.ts'
import type { Block, Inline, ListItem, TableRow } from '../engine/tree.ts'
import { plainText } from './plain-text.ts'

/** What one will read in blocks that are not drawn yet, for a search of words. A formula is a picture. */
export function wordsOfBlocks(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join('\n')
}

export function wordsOfItems(items: readonly ListItem[]): string {
  return items.map(({ children }) => wordsOfBlocks(children.flat())).join('\n')
}

export function wordsOfRows(rows: readonly TableRow[]): string {
  return rows.flatMap(({ cells }) => cells.map(wordsOfInlines)).join('\n')
}

function wordsOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return wordsOfInlines(block.parts.flat())
    case 'heading':
      return wordsOfInlines(block.children)
    case 'code':
      return [...block.lines, block.rest].join('\n')
    case 'html':
      return block.text
    case 'quote':
    case 'footnote':
      return wordsOfBlocks(block.children.flat())
    case 'list':
      return wordsOfItems(block.items.flat())
    case 'table':
      return wordsOfRows([block.head, ...block.rows.flat()])
    case 'math':
    case 'rule':
      return ''
    default:
      return assertNever(block)
  }
}

function wordsOfInlines(nodes: readonly Inline[]): string {
  return plainText(nodes.filter((node) => typeof node === 'string' || node.type !== 'math'))
}
