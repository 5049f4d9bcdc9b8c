import { seenText } from '../../../contract/visible-text.ts'
import { tokenClasses } from '../highlight/class-theme.ts'

/** Runs of lines keep the browser's layout local. */
const LINES_PER_RUN = 32

/** The DOM of one code block: a line's element is added once and never built again. */
export class CodeLines {
  readonly #root: HTMLElement
  /** Elements of full lines whose tokens have not come yet. */
  readonly #waiting = new Map<number, HTMLElement>()
  #run: HTMLElement | undefined
  #count = 0
  #open: HTMLElement | undefined
  #openText = ''
  #isOpenPlain = false
  /** How far the line being written has tokens, in characters. */
  #openPainted = 0

  /** Takes over `root` and empties it. */
  constructor(root: HTMLElement) {
    this.#root = root
    root.replaceChildren()
  }

  /** How many full lines are shown. */
  get count(): number {
    return this.#count
  }

  /** Shows `lines`, which only ever grows, and the line being written. */
  update(lines: readonly string[], rest: string): void {
    for (const line of lines.slice(this.#count)) this.#addLine(line)
    const seen = seenText(rest)
    this.#isOpenPlain = seen !== rest
    if (seen !== this.#openText) this.#showOpen(seen)
  }

  /** Applies the worker's answer for `count` full lines from `from`, and for the open line as it was then. */
  paint(
    lines: readonly string[],
    from: number,
    count: number,
    data: Uint32Array,
    rest: Uint32Array | undefined,
  ): void {
    let at = 0
    for (let index = from; index < from + count; index++) {
      const end = at + 1 + (data[at] ?? 0) * 2
      const element = this.#waiting.get(index)
      if (element && end > at + 1) paintLine(element, `${lines[index] ?? ''}\n`, data.subarray(at + 1, end))
      this.#waiting.delete(index)
      at = end
    }
    if (rest) this.#paintOpen(rest)
  }

  #addLine(line: string): void {
    const text = seenText(line)
    const element = this.#open ?? this.#newLine()
    const known = this.#open && text.startsWith(this.#openText) ? this.#openText : ''
    if (known) extendLine(element, `${text.slice(known.length)}\n`)
    else element.textContent = `${text}\n`
    delete element.dataset['open']
    this.#open = undefined
    this.#openText = ''
    // Where something would hide, the columns of the tokens are not those of what is shown.
    if (text === line) this.#waiting.set(this.#count, element)
    this.#count++
  }

  #showOpen(text: string): void {
    if (!text) {
      this.#open?.remove()
      this.#open = undefined
    } else {
      this.#open ??= this.#newLine()
      this.#open.dataset['open'] = ''
      if (this.#openText && text.startsWith(this.#openText)) {
        extendLine(this.#open, text.slice(this.#openText.length))
      } else {
        this.#open.textContent = text
        this.#openPainted = 0
      }
    }
    this.#openText = text
  }

  #paintOpen(pairs: Uint32Array): void {
    const end = pairs.at(-2) ?? 0
    if (!this.#open || this.#isOpenPlain || end > this.#openText.length || end < this.#openPainted) return
    paintLine(this.#open, this.#openText, pairs)
    this.#openPainted = end
  }

  #newLine(): HTMLElement {
    if (!this.#run || this.#run.childElementCount >= LINES_PER_RUN) {
      this.#run = document.createElement('div')
      this.#root.append(this.#run)
    }
    const line = document.createElement('div')
    this.#run.append(line)
    this.#openPainted = 0
    return line
  }
}

function extendLine(line: HTMLElement, text: string): void {
  if (line.lastChild instanceof Text) line.lastChild.appendData(text)
  else line.append(text)
}

/** Replaces the line's content by `text` cut at the end columns of `pairs`; what is behind the last one stays plain. */
function paintLine(line: HTMLElement, text: string, pairs: Uint32Array): void {
  const content = document.createDocumentFragment()
  let from = 0
  for (let at = 0; at < pairs.length; at += 2) {
    const end = pairs[at] ?? from
    const name = tokenClasses[pairs[at + 1] ?? 0] ?? 'plain'
    const piece = text.slice(from, end)
    content.append(name === 'plain' ? piece : tokenElement(name, piece))
    from = end
  }
  if (from < text.length) content.append(text.slice(from))
  line.replaceChildren(content)
}

function tokenElement(name: string, text: string): HTMLElement {
  const token = document.createElement('span')
  token.className = `md-token-${name}`
  token.textContent = text
  return token
}
