import { seenText } from '../../../contract/visible-text.ts'
import { hideWords } from '../../ui/hidden-words/hidden-words.ts'
import type { LateParts } from '../../ui/late/late-parts.ts'
import { tokenClasses } from '../highlight/class-theme.ts'

/** Runs of lines keep the browser's layout local. */
const LINES_PER_RUN = 32

/** So many lines are drawn at once even when they come together. */
const AT_ONCE = 128

/**
 * The DOM of one code block: a line's element is added once and never built again. Of many lines that come together each run
 * is drawn when it is its turn among the late parts around it.
 */
export class CodeLines {
  readonly #root: HTMLElement
  readonly #parts: LateParts | undefined
  /** The tokens of lines that are not drawn yet, as far as they came. */
  readonly #undrawn = new Map<number, Uint32Array | undefined>()
  readonly #takeOuts: (() => void)[] = []
  /** Full lines whose tokens have not come yet. */
  readonly #waiting = new Map<number, ShownLine>()
  #run: HTMLElement | undefined
  #count = 0
  /** The line being written. */
  #open: ShownLine | undefined
  #openText = ''
  #isOpenPlain = false

  /** Takes over `root` and empties it. */
  constructor(root: HTMLElement, parts?: LateParts) {
    this.#root = root
    this.#parts = parts
    root.replaceChildren()
  }

  /** Draws nothing more. */
  close(): void {
    for (const takeOut of this.#takeOuts) takeOut()
  }

  /** How many full lines are shown, or have their place. */
  get count(): number {
    return this.#count
  }

  /** Shows `lines`, which only ever grows, and the line being written. */
  update(lines: readonly string[], rest: string): void {
    const added = lines.slice(this.#count)
    if (this.#parts && added.length > AT_ONCE) this.#addLate(this.#parts, lines)
    else for (const line of added) this.#addLine(line)
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
      const line = this.#waiting.get(index)
      const tokens = data.subarray(at + 1, end)
      if (line && tokens.length > 0) paintLine(line, `${lines[index] ?? ''}\n`, tokens)
      if (this.#undrawn.has(index)) this.#undrawn.set(index, tokens)
      this.#waiting.delete(index)
      at = end
    }
    // Of another line, where the next one has been begun meanwhile.
    if (rest && from + count === this.#count) this.#paintOpen(rest)
  }

  #addLine(line: string): void {
    const text = seenText(line)
    const shown = this.#open ?? this.#newLine()
    const known = this.#open && text.startsWith(this.#openText) ? this.#openText : ''
    if (known) extendLine(shown, `${text.slice(known.length)}\n`)
    else writeLine(shown, `${text}\n`)
    if (this.#open) delete shown.element.dataset['open']
    this.#open = undefined
    this.#openText = ''
    // Where something would hide, the columns of the tokens are not those of what is shown.
    if (text === line) this.#waiting.set(this.#count, shown)
    this.#count++
  }

  /** Gives each run of the lines that came its place, as high as it will be. */
  #addLate(parts: LateParts, lines: readonly string[]): void {
    if (this.#open) this.#addLine(lines[this.#count] ?? '')
    for (let from = this.#count; from < lines.length; from += LINES_PER_RUN) {
      const run = lines.slice(from, from + LINES_PER_RUN)
      const place = document.createElement('div')
      place.className = 'undrawn'
      place.style.height = `calc(${run.length} * var(--leading-code))`
      this.#root.append(place)
      hideWords(place, { words: () => run.map(seenText).join('\n') })
      for (const index of run.keys()) this.#undrawn.set(from + index, undefined)
      const work = () => this.#drawLate(place, from, run)
      this.#takeOuts.push(parts.add({ place, work }))
    }
    this.#count = lines.length
    this.#run = undefined
  }

  #drawLate(place: HTMLElement, from: number, lines: readonly string[]): true {
    for (const [index, line] of lines.entries()) {
      const shown: ShownLine = { element: document.createElement('div'), pairs: unpainted }
      const text = seenText(line)
      const tokens = this.#undrawn.get(from + index)
      writeLine(shown, `${text}\n`)
      if (text === line && tokens === undefined) this.#waiting.set(from + index, shown)
      if (text === line && tokens && tokens.length > 0) paintLine(shown, `${text}\n`, tokens)
      place.append(shown.element)
      this.#undrawn.delete(from + index)
    }
    hideWords(place, undefined)
    place.removeAttribute('class')
    place.style.height = ''
    return true
  }

  #showOpen(text: string): void {
    if (!text) {
      this.#open?.element.remove()
      this.#open = undefined
    } else if (this.#open && text.startsWith(this.#openText)) {
      extendLine(this.#open, text.slice(this.#openText.length))
    } else {
      this.#open ??= this.#newLine()
      this.#open.element.dataset['open'] = ''
      writeLine(this.#open, text)
    }
    this.#openText = text
  }

  #paintOpen(pairs: Uint32Array): void {
    const end = pairs.at(-2) ?? 0
    if (!this.#open || this.#isOpenPlain || end > this.#openText.length) return
    if (end >= (this.#open.pairs.at(-2) ?? 0)) paintLine(this.#open, this.#openText, pairs)
  }

  #newLine(): ShownLine {
    if (!this.#run || this.#run.childElementCount >= LINES_PER_RUN) {
      this.#run = document.createElement('div')
      this.#root.append(this.#run)
    }
    const element = document.createElement('div')
    this.#run.append(element)
    return { element, pairs: unpainted }
  }
}

interface ShownLine {
  readonly element: HTMLElement
  /** The tokens it is cut into, each of which is one of its nodes: their end columns and classes. */
  pairs: Uint32Array
}

const unpainted = new Uint32Array()

function writeLine(line: ShownLine, text: string): void {
  line.element.textContent = text
  line.pairs = unpainted
}

function extendLine({ element }: ShownLine, text: string): void {
  if (element.lastChild instanceof Text) element.lastChild.appendData(text)
  else element.append(text)
}

/** Cuts the line, which is `text`, at the end columns of `pairs`; what is behind the last one stays plain. */
function paintLine(line: ShownLine, text: string, pairs: Uint32Array): void {
  const content = document.createDocumentFragment()
  const same = sameTokens(line.pairs, pairs)
  line.pairs = pairs
  for (const node of [...line.element.childNodes].slice(same)) node.remove()
  let from = same > 0 ? (pairs[same * 2 - 2] ?? 0) : 0
  for (let at = same * 2; at < pairs.length; at += 2) {
    const end = pairs[at] ?? from
    const name = tokenClasses[pairs[at + 1] ?? 0] ?? 'plain'
    const piece = text.slice(from, end)
    content.append(name === 'plain' ? piece : tokenElement(name, piece))
    from = end
  }
  if (from < text.length) content.append(text.slice(from))
  line.element.append(content)
}

/** How many tokens at the beginning are as they were. The last one does not count: what came behind it may stand in its node. */
function sameTokens(before: Uint32Array, now: Uint32Array): number {
  const most = Math.min(before.length / 2 - 1, now.length / 2)
  let same = 0
  while (same < most && before[same * 2] === now[same * 2] && before[same * 2 + 1] === now[same * 2 + 1])
    same++
  return same
}

function tokenElement(name: string, text: string): HTMLElement {
  const token = document.createElement('span')
  token.className = `md-token-${name}`
  token.textContent = text
  return token
}
