import { buildBlock } from './blocks.ts'
import { endLine, findCut, firstLine, lineStarts } from './cut.ts'
import { parseInline } from './inline.ts'
import { openFence, settleItems, settleRows, type Advance, type OpenLines } from './inside.ts'
import { findInlineCut, PARAGRAPH_LIMIT } from './long-text.ts'
import { prefixLines, prefixOf, snapshotOf, type OpenBlock, type OpenFence } from './open-block.ts'
import { addText, closeWith, type Ground } from './parts.ts'
import { ReferenceTable } from './references.ts'
import { SettledBlocks } from './settled.ts'
import {
  createSyntax,
  parseBlocks,
  isDefinition,
  topLevelBlocks,
  topLevelParts,
  type Environment,
  type Syntax,
  type Token,
} from './syntax.ts'
import { TailReader } from './tail.ts'
import type { Entry, Runs } from './tree.ts'

/** The tree of the text so far: `count` settled blocks in runs, then the ones that may still change. */
export type MarkdownView = {
  readonly settled: Runs<Entry>
  readonly count: number
  readonly tail: readonly Entry[]
}

/**
 * Streaming markdown: text goes in, a list of blocks comes out, and the work of a read is bounded by the open tail.
 *
 * A block settles when a later one has begun on a full line; a list settles item by item, a table row by row, a fence
 * line by line, a very long paragraph piece by piece. A settled node changes only for a definition it waited for.
 */
export class MarkdownStream {
  readonly #syntax: Syntax
  readonly #references = new ReferenceTable()
  readonly #settled = new SettledBlocks()
  readonly #ground: Ground
  readonly #tailReader: TailReader
  #open: OpenBlock | undefined
  #tail = ''
  #queued: string[] = []
  #carriageReturn = ''
  #hasNewLine = false
  #finished = false
  #view: MarkdownView | undefined

  constructor(syntax: Syntax = createSyntax()) {
    this.#syntax = syntax
    this.#ground = { syntax, references: this.#references, settled: this.#settled }
    this.#tailReader = new TailReader(syntax, this.#references)
  }

  /** Queues text; nothing is parsed before the next `read`. */
  append(text: string): void {
    if (!text) return
    if (this.#finished) throw new Error('Text was appended to a finished stream')
    this.#queued.push(text)
    this.#view = undefined
  }

  /** Says that no more text comes: the next `read` settles everything. */
  finish(): void {
    if (this.#finished) return
    this.#finished = true
    this.#view = undefined
  }

  /** The tree so far. Free when nothing arrived since the last call. */
  read(): MarkdownView {
    if (this.#view) return this.#view
    this.#takeQueued()
    this.#splitLongParagraph()
    if (this.#hasNewLine || this.#finished) {
      this.#hasNewLine = false
      while (this.#settle()) this.#splitLongParagraph()
    }
    this.#view = { settled: this.#settled.snapshot(), count: this.#settled.count, tail: this.#readTail() }
    return this.#view
  }

  /** Joins what arrived; line ends and NUL are normalised here because the parser's own pass for it is not run. */
  #takeQueued(): void {
    let text = this.#carriageReturn + this.#queued.join('')
    this.#queued = []
    this.#carriageReturn = ''
    if (!this.#finished && text.endsWith('\r')) {
      this.#carriageReturn = '\r'
      text = text.slice(0, -1)
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    if (text.includes('\0')) text = text.replaceAll('\0', '\uFFFD')
    if (this.#open?.type === 'fence') return this.#feedFence(this.#open, text)
    if (text.includes('\n')) this.#hasNewLine = true
    this.#tail += text
  }

  #feedFence(open: OpenFence, text: string): void {
    const behind = open.scanner.feed(text, this.#finished)
    if (behind === undefined) return
    this.#settled.push(snapshotOf(open))
    this.#open = undefined
    this.#tail = behind
    this.#hasNewLine = true
  }

  /** Settles what the full lines allow; true when another pass may settle more. */
  #settle(): boolean {
    if (this.#open?.type === 'fence') {
      if (this.#finished) this.#feedFence(this.#open, '')
      return this.#open === undefined && this.#tail !== ''
    }
    if (this.#finished) return this.#settleRest()
    const full = this.#tail.slice(0, this.#tail.lastIndexOf('\n') + 1)
    if (!full) return false
    const shift = prefixLines(this.#open)
    const parts = topLevelParts(this.#parse(prefixOf(this.#open, full) + full))
    const starts = lineStarts(full)
    const cut = findCut(parts, full, starts, shift)
    if (cut.type === 'none') return false
    if (cut.type === 'inside') return this.#settleInside(cut.block, { full, starts, shift, open: this.#open })
    this.#commit(full.slice(0, cut.end), cut.count)
    this.#tail = this.#tail.slice(cut.end)
    return true
  }

  #settleRest(): boolean {
    if (this.#tail) this.#commit(this.#tail, Infinity)
    else if (this.#open) this.#settled.push(snapshotOf(this.#open))
    this.#open = undefined
    this.#tail = ''
    return false
  }

  /** The full lines are one open block: settles its finished parts. */
  #settleInside(block: readonly Token[], lines: OpenLines): boolean {
    switch (block[0]?.type) {
      case 'fence':
        return this.#enterFence(openFence(block, lines))
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.#advance(settleItems(this.#ground, block, lines))
      case 'table_open':
        return this.#advance(settleRows(this.#ground, block, lines))
      default:
        return false
    }
  }

  #advance(advance: Advance<OpenBlock> | undefined): false {
    if (!advance) return false
    this.#open = advance.open
    this.#tail = this.#tail.slice(advance.cut)
    return false
  }

  #enterFence(advance: Advance<OpenFence> | undefined): boolean {
    if (!advance) return false
    const body = this.#tail.slice(advance.cut)
    this.#open = advance.open
    this.#tail = ''
    this.#feedFence(advance.open, body)
    return this.#open === undefined && this.#tail !== ''
  }

  /** Parses text that cannot change any more, settles its definitions and then the blocks among its first `count` parts. */
  #commit(text: string, count: number): void {
    const open = this.#open
    this.#open = undefined
    const layer = this.#references.layer()
    const tokens = parseBlocks(this.#syntax, prefixOf(open, text) + text, layer.environment)
    const parts = topLevelParts(tokens)
      .slice(0, count)
      .filter((part) => !isDefinition(part))
    this.#references.commit(layer)
    for (const [index, part] of parts.entries()) {
      if (index === 0 && open && closeWith(this.#ground, open, part)) continue
      this.#addBlock(part, layer.environment)
    }
    if (open && parts.length === 0) this.#settled.push(snapshotOf(open))
    this.#references.resolve()
  }

  #addBlock(part: readonly Token[], environment: Environment): void {
    const id = this.#settled.count
    this.#references.build(() => {
      const block = buildBlock(part, (content) => parseInline(this.#syntax, content, environment))
      if (id < this.#settled.count) this.#settled.replace(id, block)
      else this.#settled.push(block)
    })
  }

  /** A huge paragraph, often one line, settles up to a place where nothing inline can be open. */
  #splitLongParagraph(): void {
    while (this.#tail.length > PARAGRAPH_LIMIT && (!this.#open || this.#open.type === 'paragraph')) {
      const prefix = prefixOf(this.#open, this.#tail)
      const look = prefix + this.#tail.slice(0, 3 * PARAGRAPH_LIMIT)
      const [first] = topLevelBlocks(this.#parse(look))
      if (first?.[0]?.type !== 'paragraph_open' || firstLine(first) !== 0) return
      const end = lineStarts(look)[endLine(first)] ?? look.length
      const cut = findInlineCut(this.#tail.slice(0, end - prefix.length))
      if (cut <= 0) return
      const open = this.#open ?? { type: 'paragraph', parts: [] }
      this.#open = open
      addText(this.#ground, open, this.#tail.slice(0, cut))
      this.#tail = this.#tail.slice(cut)
    }
  }

  #readTail(): readonly Entry[] {
    const open = this.#open
    const id = this.#settled.count
    if (open?.type === 'fence') {
      const { lines, rest } = open.scanner
      return [{ id, block: { type: 'code', language: open.language, lines, rest } }]
    }
    if (!this.#tail) return open ? [{ id, block: snapshotOf(open) }] : []
    return this.#tailReader.read({ text: this.#tail, open, id, growing: !this.#finished })
  }

  #parse(text: string): Token[] {
    return parseBlocks(this.#syntax, text, this.#references.layer().environment)
  }
}
