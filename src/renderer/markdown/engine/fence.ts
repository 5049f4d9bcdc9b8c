/** What the opening line of a fence says about the lines that follow. */
export type FenceHead = { readonly mark: string; readonly length: number; readonly indent: number }

const head = /^( {0,3})(`{3,}|~{3,})(.*)$/
const maybeClosing = /^ {0,3}[`~]*[ \t]*$/

/** Reads an opening line; undefined when it opens no fence. */
export function readFenceHead(line: string): FenceHead | undefined {
  const [, indent = '', marks = '', info = ''] = head.exec(line) ?? []
  const mark = marks[0]
  if (!mark || (mark === '`' && info.includes('`'))) return undefined
  return { mark, length: marks.length, indent: indent.length }
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
