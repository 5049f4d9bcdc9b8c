import { MarkdownStream, type MarkdownView } from '../engine/stream.ts'

/** So much at once is read piece by piece, in characters. */
const LUMP = 16_000
const PIECE = 8000

/** Turns "the whole text so far" into what a stream takes. */
export class MarkdownFeed {
  #stream = new MarkdownStream()
  #text = ''
  #isFinished = false
  #view: MarkdownView = this.#stream.read()
  #textOfView = ''

  /** The tree as it was read last. */
  get view(): MarkdownView {
    return this.#view
  }

  /** The text that it is the tree of. */
  get text(): string {
    return this.#textOfView
  }

  /** How many characters of the text are too many to be read in one go; 0 when they are not. */
  lumpOf(text: string, streaming: boolean): number {
    const added = this.#goesOn(text, streaming) ? text.length - this.#text.length : text.length
    return added > LUMP ? added : 0
  }

  /** Takes of the text what there is time for; true when `read` has little left to do. */
  takeSome(text: string, streaming: boolean, isDue: () => boolean): boolean {
    if (!this.#goesOn(text, streaming)) this.#restart()
    do {
      if (this.lumpOf(text, streaming) === 0) return true
      const end = this.#text.length + PIECE
      this.#stream.append(text.slice(this.#text.length, end))
      this.#text = text.slice(0, end)
      this.#stream.settle()
    } while (!isDue())
    return this.lumpOf(text, streaming) === 0
  }

  /** The tree of `text`; `streaming` says that more is coming. */
  read(text: string, streaming: boolean): MarkdownView {
    if (!this.#goesOn(text, streaming)) this.#restart()
    this.#stream.append(text.slice(this.#text.length))
    if (!streaming) this.#stream.finish()
    this.#text = text
    this.#isFinished = !streaming
    this.#textOfView = text
    this.#view = this.#stream.read()
    return this.#view
  }

  #goesOn(text: string, streaming: boolean): boolean {
    if (this.#isFinished) return !streaming && text === this.#text
    // Equality looks at many letters at once; `startsWith` at one after the other, which a long answer would feel.
    return text.slice(0, this.#text.length) === this.#text
  }

  #restart(): void {
    this.#stream = new MarkdownStream()
    this.#text = ''
    this.#isFinished = false
  }
}
