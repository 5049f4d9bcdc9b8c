import { buildBlock, isTight } from './blocks.ts'
import { shownLength } from './hold.ts'
import { parseInline, type InlineParser } from './inline.ts'
import {
  continuedItems,
  continuedText,
  prefixOf,
  snapshotOf,
  type OpenBlock,
  type OpenParagraph,
} from './open-block.ts'
import type { ReferenceLayer, ReferenceTable } from './references.ts'
import { repair } from './repair.ts'
import { pushToRuns } from './runs.ts'
import { parseBlocks, topLevelBlocks, type Syntax, type Token } from './syntax.ts'
import { buildTable } from './table.ts'
import type { Block, Entry, Inline } from './tree.ts'

/** An unclosed block of math longer than this, in characters, shows its source while it is written. */
const MATH_WAIT = 300

export type Tail = {
  readonly text: string
  readonly open: OpenBlock | undefined
  /** The id of its first block. */
  readonly id: number
  /** More text is coming: the end is repaired for display. */
  readonly growing: boolean
}

/** Reads the blocks that are not settled. A leaf whose text did not change since the last read is not parsed again. */
export class TailReader {
  readonly #syntax: Syntax
  readonly #references: ReferenceTable
  #leaves = new Map<string, readonly Inline[]>()
  #leavesKey = ''

  constructor(syntax: Syntax, references: ReferenceTable) {
    this.#syntax = syntax
    this.#references = references
  }

  read({ text, open, id, growing }: Tail): Entry[] {
    const shown = growing ? text.slice(0, shownLength(text, open?.type === 'table')) : text
    const layer = this.#references.layer()
    const tokens = parseBlocks(this.#syntax, prefixOf(open, shown) + shown, layer.environment)
    const parts = topLevelBlocks(tokens)
    const inline = this.#leafParser(tokens, layer, growing)
    const blocks = parts.flatMap((part, index) =>
      open && index === 0 ? extend(open, part, inline) : [buildBlock(part, inline)],
    )
    if (open && parts.length === 0) blocks.push(snapshotOf(open))
    if (growing) waitForMath(blocks)
    return blocks.map((block, index) => ({ id: id + index, block }))
  }

  #leafParser(tokens: readonly Token[], layer: ReferenceLayer, growing: boolean): InlineParser {
    const key = layer.key()
    const old = key === this.#leavesKey ? this.#leaves : new Map<string, readonly Inline[]>()
    const leaves = new Map<string, readonly Inline[]>()
    this.#leaves = leaves
    this.#leavesKey = key
    let left = growing && endsInLeaf(tokens) ? tokens.filter((token) => token.type === 'inline').length : 0
    return (content) => {
      const source = --left === 0 ? repair(this.#syntax, content) : content
      const leaf =
        leaves.get(source) ?? old.get(source) ?? parseInline(this.#syntax, source, layer.environment)
      leaves.set(source, leaf)
      return leaf
    }
  }
}

/** The open block with the first part of the tail added to it. */
function extend(open: OpenBlock, part: readonly Token[], inline: InlineParser): Block[] {
  const block = snapshotOf(open)
  if (block.type === 'list') {
    const items = [...block.items]
    pushToRuns(items, continuedItems(part, inline))
    return [{ ...block, tight: block.tight && isTight(part), items }]
  }
  if (block.type === 'table') {
    const rows = [...block.rows]
    pushToRuns(rows, buildTable(part, inline).rows.flat())
    return [{ ...block, rows }]
  }
  return open.type === 'paragraph' ? extendParagraph(open, part, inline) : [block]
}

function extendParagraph(open: OpenParagraph, part: readonly Token[], inline: InlineParser): Block[] {
  const text = continuedText(part)
  if (text === undefined) return [snapshotOf(open), buildBlock(part, inline)]
  return [{ type: 'paragraph', parts: [...open.parts, inline(text)] }]
}

/** Whether the text still being written is inline text: then the last inline token holds it. */
function endsInLeaf(tokens: readonly Token[]): boolean {
  const last = tokens.findLast((token) => token.type === 'inline' || token.nesting >= 0)
  return last?.type === 'inline'
}

function waitForMath(blocks: Block[]): void {
  const last = blocks.at(-1)
  if (last?.type !== 'math' || last.state !== 'unclosed' || last.source.length > MATH_WAIT) return
  blocks[blocks.length - 1] = { ...last, state: 'waiting' }
}
