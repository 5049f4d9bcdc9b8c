import { findCut, isBetweenParts, lineStarts, maySettleInside, type Look } from './cut.ts'
import { openTopFence, type TopFence } from './fence.ts'
import { findInlineCut, PARAGRAPH_LIMIT } from './long-text.ts'
import { closedPath, prefixLines, prefixOf, type OpenPath } from './open-path.ts'
import { ReferenceTable, type ReferenceLayer } from './references.ts'
import { Settling } from './settle.ts'
import { SettledBlocks } from './settled.ts'
import { findFirstText, rawCut } from './split.ts'
import {
  parseBlocks,
  sharedSyntax,
  topLevelBlocks,
  topLevelParts,
  visibleParts,
  type BlockStart,
  type Syntax,
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
  readonly #tailReader: TailReader
  #path: OpenPath = closedPath
  #fence: TopFence | undefined
  #tail = ''
  #queued: string[] = []
  #carriageReturn = ''
  #hasNewLine = false
  #finished = false
  #view: MarkdownView | undefined

  constructor(syntax: Syntax = sharedSyntax()) {
    this.#syntax = syntax
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

  /** Settles what can be settled of the text so far: a part of what `read` does, for a long text that comes at once. */
  settle(): void {
    this.#takeQueued()
    this.#splitLongParagraph()
    if (!this.#hasNewLine && !this.#finished) return
    this.#hasNewLine = false
    while (this.#settle()) this.#splitLongParagraph()
  }

  /** The tree so far. Free when nothing arrived since the last call. */
  read(): MarkdownView {
    if (this.#view) return this.#view
    this.settle()
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
    if (this.#fence) return this.#feedFence(this.#fence, text)
    if (text.includes('\n')) this.#hasNewLine = true
    this.#tail += text
  }

  #feedFence({ scanner, language }: TopFence, text: string): void {
    const behind = scanner.feed(text, this.#finished)
    if (behind === undefined) return
    this.#settled.push({ type: 'code', language, lines: scanner.lines, rest: '' })
    this.#fence = undefined
    this.#tail = behind
    this.#hasNewLine = true
  }

  /** Settles what the full lines allow; true when another pass may settle more. */
  #settle(): boolean {
    if (this.#fence) {
      if (this.#finished) this.#feedFence(this.#fence, '')
      return this.#fence === undefined && this.#tail !== ''
    }
    if (this.#finished) return this.#settleRest()
    const full = this.#tail.slice(0, this.#tail.lastIndexOf('\n') + 1)
    if (!full) return false
    const parsed = this.#parse(full)
    const cut = findCut(parsed)
    if (!cut) return this.#enterFence(parsed)
    const starts = lineStarts(parsed.text)
    const end = (starts[cut.line] ?? parsed.text.length) - (parsed.text.length - full.length)
    // Where nothing stays open and nothing was defined, the parse that showed the cut has the settled parts as they are.
    const settling = isBetweenParts(cut) && parsed.layer.isEmpty() ? parsed : this.#parse(full.slice(0, end))
    const parts = topLevelParts(settling.tokens)
    const [last] = parts.slice(cut.count)
    this.#references.commit(settling.layer)
    const source = { text: parsed.text, starts: parsed.starts, line: cut.line }
    const builder = new Settling(this.#syntax, this.#references, settling.layer.environment, source)
    const settled = visibleParts(parts.slice(0, cut.count))
    this.#path = builder.parts(this.#settled, settled, this.#path, cut)
    this.#references.resolve()
    this.#tail = this.#tail.slice(end)
    return last === undefined || maySettleInside(last)
  }

  #settleRest(): boolean {
    const { tokens, layer, ...source } = this.#parse(this.#tail)
    this.#references.commit(layer)
    const builder = new Settling(this.#syntax, this.#references, layer.environment, { ...source, line: 0 })
    this.#path = builder.parts(this.#settled, topLevelBlocks(tokens), this.#path)
    this.#references.resolve()
    this.#tail = ''
    return false
  }

  /** A fence that is the only block leaves the parser's hands behind its first line. */
  #enterFence({ tokens, text }: Parsed): boolean {
    const fence = this.#path === closedPath ? openTopFence(tokens, text) : undefined
    if (!fence) return false
    const body = this.#tail.slice(fence.cut)
    this.#fence = fence
    this.#tail = ''
    this.#feedFence(fence, body)
    return this.#fence === undefined && this.#tail !== ''
  }

  /** A huge paragraph, often one line, settles up to a place where nothing inline can be open. */
  #splitLongParagraph(): void {
    while (this.#tail.length > PARAGRAPH_LIMIT && !this.#fence) {
      const look = this.#tail.slice(0, 3 * PARAGRAPH_LIMIT)
      const { tokens, layer, shift, ...source } = this.#parse(look)
      const first = findFirstText(topLevelBlocks(tokens), this.#path, { ...source, line: shift })
      const cut = first ? findInlineCut(first.text) : 0
      const rawEnd = first && cut > 0 ? rawCut(look, first.text, cut) : undefined
      if (!first || rawEnd === undefined) return
      const { frames, leaf, text } = first
      new Settling(this.#syntax, this.#references, layer.environment, { ...source, line: shift }).text(
        leaf,
        text.slice(0, cut),
      )
      this.#path = { frames, leaf }
      this.#tail = this.#tail.slice(rawEnd)
    }
  }

  #readTail(): readonly Entry[] {
    const id = this.#settled.count
    if (this.#fence) {
      const { language, scanner } = this.#fence
      return [{ id, block: { type: 'code', language, lines: scanner.lines, rest: scanner.rest, open: true } }]
    }
    if (!this.#tail && this.#path === closedPath) return []
    return this.#tailReader.read({ text: this.#tail, path: this.#path, id, growing: !this.#finished })
  }

  /** Parses text as what it is behind the open path. */
  #parse(behind: string): Parsed {
    const prefix = prefixOf(this.#path)
    const text = prefix + behind
    const starts: BlockStart[] = []
    const layer = this.#references.layer()
    const tokens = parseBlocks(this.#syntax, text, Object.assign(layer.environment, { starts }))
    return {
      tokens,
      text,
      starts,
      layer,
      shift: prefixLines(prefix),
      path: this.#path,
      end: prefixLines(text),
      endsBlank: /\n[ \t]*\n$/.test(text),
    }
  }
}

type Parsed = Look & {
  readonly text: string
  readonly starts: readonly BlockStart[]
  readonly layer: ReferenceLayer
}
