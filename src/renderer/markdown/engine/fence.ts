import { fenceLanguage } from './blocks.ts'
import { firstLine, lineStarts } from './cut.ts'
import { topLevelParts, type Token } from './syntax.ts'

/** What the opening line of a fence says about the lines that follow. */
type FenceHead = { readonly mark: string; readonly length: number; readonly indent: number }

/** A fence at the top of the answer, and where its lines begin in the text it was found in. */
export type TopFence = {
  readonly language: string
  readonly scanner: FenceScanner
  readonly cut: number
}

const head = /^( {0,3})(`{3,}|~{3,})(.*)$/
const maybeClosing = /^ {0,3}[`~]*[ \t]*$/

/** Reads an opening line; undefined when it opens no fence. */
function readFenceHead(line: string): FenceHead | undefined {
  const [, indent = '', marks = '', info = ''] = head.exec(line) ?? []
  const mark = marks[0]
  if (!mark || (mark === '`' && info.includes('`'))) return undefined
  return { mark, length: marks.length, indent: indent.length }
}

/** The fence with which `text` begins, when its first block is one. */
export function openTopFence(tokens: readonly Token[], text: string): TopFence | undefined {
  const [part] = topLevelParts(tokens)
  if (part?.[0]?.type !== 'fence') return undefined
  const starts = lineStarts(text)
  const line = firstLine(part)
  const cut = starts[line + 1] ?? text.length
  const opening = readFenceHead(text.slice(starts[line], cut - 1))
  return opening && { language: fenceLanguage(part[0].info), scanner: new FenceScanner(opening), cut }
}

/** A fence settles line by line: behind its first line nothing is parsed, only its end is looked for. */
export class FenceScanner {
  /** The full lines so far. Only ever grows. */
  readonly lines: string[] = []
  readonly #head: FenceHead
  readonly #closing: RegExp
  #pieces: string[] = []

  constructor(fence: FenceHead) {
    this.#head = fence
    this.#closing = new RegExp(`^ {0,3}\\${fence.mark}{${fence.length},}[ \\t]*$`)
  }

  /** The line being written; empty while it could still turn out to be the closing one. */
  get rest(): string {
    const line = this.#line()
    return maybeClosing.test(line) && line.includes(this.#head.mark) ? '' : this.#withoutIndent(line)
  }

  /** Takes text and returns what follows the closing line, or undefined while the fence is open. */
  feed(text: string, last: boolean): string | undefined {
    let at = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.#pieces.push(text.slice(at, end))
      at = end + 1
      if (this.#takeLine()) return text.slice(at)
    }
    if (at < text.length) this.#pieces.push(text.slice(at))
    if (!last) return undefined
    // An unclosed fence drops a last line of nothing but spaces, as the parser does.
    if (this.#line().trim()) this.#takeLine()
    return ''
  }

  #takeLine(): boolean {
    const line = this.#line()
    this.#pieces = []
    if (this.#closing.test(line)) return true
    this.lines.push(this.#withoutIndent(line))
    return false
  }

  #line(): string {
    if (this.#pieces.length > 1) this.#pieces = [this.#pieces.join('')]
    return this.#pieces[0] ?? ''
  }

  /** Takes off up to the opening line's indent; a tab reaches to the next multiple of four. */
  #withoutIndent(line: string): string {
    const { indent } = this.#head
    let column = 0
    let at = 0
    for (; column < indent; at++) {
      if (line[at] === ' ') column++
      else if (line[at] === '\t') column += 4 - (column % 4)
      else break
    }
    return ' '.repeat(Math.max(0, column - indent)) + line.slice(at)
  }
}
