import { useState } from 'react'
import { MarkdownStream, type MarkdownView } from '../engine/stream.ts'

/**
 * The tree of `text`. Between two renders only what was added is parsed; a text that does not go on from the last one
 * is parsed anew. Rendering twice with the same text changes nothing, so it may run during a render.
 */
export function useMarkdownView(text: string, streaming: boolean): MarkdownView {
  const [feed] = useState(() => new MarkdownFeed())
  return feed.read(text, streaming)
}

/** Turns "the whole text so far" into what a stream takes. */
class MarkdownFeed {
  #stream = new MarkdownStream()
  #text = ''
  #isFinished = false

  /** The tree of `text`; `streaming` says that more is coming. */
  read(text: string, streaming: boolean): MarkdownView {
    if (!this.#goesOn(text, streaming)) this.#restart()
    this.#stream.append(text.slice(this.#text.length))
    if (!streaming) this.#stream.finish()
    this.#text = text
    this.#isFinished = !streaming
    return this.#stream.read()
  }

  #goesOn(text: string, streaming: boolean): boolean {
    if (this.#isFinished) return !streaming && text === this.#text
    // Equality looks at many letters at once; `startsWith` at one after the other, which a long answer would feel.
    return text.slice(0, this.#text.length) === this.#text
  }

  #restart(): void {
    this.#stream = new MarkdownStream()
    this.#text = ''
  }
}
