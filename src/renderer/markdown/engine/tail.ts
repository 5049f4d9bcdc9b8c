import { readBehind } from './behind.ts'
import { shownLength } from './hold.ts'
import { parseInline, type InlineParser } from './inline.ts'
import { withKnown } from './known.ts'
import { prefixOf, prefixTexts, type OpenPath } from './open-path.ts'
import type { ReferenceLayer, ReferenceTable } from './references.ts'
import { repair } from './repair.ts'
import { parseBlocks, topLevelBlocks, type Syntax, type Token } from './syntax.ts'
import type { Block, Entry, Inline } from './tree.ts'

/** An unclosed block of math longer than this, in characters, shows its source while it is written. */
const MATH_WAIT = 300

/** A heading or a cell longer than this, in characters, is shown with its marks while it is written. */
const LEAF_LIMIT = 8192

export type Tail = {
  readonly text: string
  readonly path: OpenPath
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
  /** What was shown of the leaf still being written. */
  #lastLeaf: readonly Inline[] = []

  constructor(syntax: Syntax, references: ReferenceTable) {
    this.#syntax = syntax
    this.#references = references
  }

  read({ text, path, id, growing }: Tail): Entry[] {
    const shown = growing ? text.slice(0, shownLength(text, path.leaf?.type === 'table')) : text
    const layer = this.#references.layer()
    const tokens = parseBlocks(this.#syntax, prefixOf(path) + shown, layer.environment)
    const inline = this.#leafParser(tokens, layer, growing ? prefixTexts(path) : undefined)
    const blocks = readBehind(topLevelBlocks(tokens), path, inline)
    if (growing) waitForMath(blocks)
    return blocks.map((block, index) => ({ id: id + index, block }))
  }

  /** `skipped` texts of a growing answer are not its own. */
  #leafParser(tokens: readonly Token[], layer: ReferenceLayer, skipped: number | undefined): InlineParser {
    const key = layer.key()
    const old = key === this.#leavesKey ? this.#leaves : new Map<string, readonly Inline[]>()
    const leaves = new Map<string, readonly Inline[]>()
    this.#leaves = leaves
    this.#leavesKey = key
    const texts = tokens.filter((token) => token.type === 'inline').length
    let left = skipped !== undefined && endsInLeaf(tokens) ? texts - skipped : 0
    return (content) => {
      const isLast = --left === 0
      if (isLast && content.length > LEAF_LIMIT) return [content]
      const source = isLast ? repair(this.#syntax, content) : content
      const known = leaves.get(source) ?? old.get(source)
      const parsed = known ?? parseInline(this.#syntax, source, layer.environment)
      const leaf = isLast ? withKnown(parsed, this.#lastLeaf) : parsed
      if (isLast) this.#lastLeaf = leaf
      leaves.set(source, leaf)
      return leaf
    }
  }
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
