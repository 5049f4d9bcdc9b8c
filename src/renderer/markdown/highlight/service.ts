import { assertNever } from '../../../contract/assert-never.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import type { LineTokenizer, TokenizerSource } from './tokenizer.ts'

/** An answer holds at most this much, so that the page never gets more than it can show in one frame. */
const SLICE_MS = 8
const SLICE_LINES = 64

export type ServicePlatform = {
  readonly send: (message: FromWorker) => void
  /** Milliseconds from any fixed moment. */
  readonly now: () => number
  /** Lets waiting messages in between two slices. */
  readonly pause: () => Promise<void>
}

type Fence = { readonly tokenizer: Promise<LineTokenizer | undefined>; done: number }

/** The worker's side: takes the page's messages one by one and answers through `platform.send`. */
export class HighlightService {
  readonly #source: TokenizerSource
  readonly #platform: ServicePlatform
  readonly #fences = new Map<number, Fence>()

  constructor(source: TokenizerSource, platform: ServicePlatform) {
    this.#source = source
    this.#platform = platform
  }

  /** Resolves when the message is dealt with; never rejects: a grammar that fails leaves its fence plain. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'open':
        this.#fences.set(message.id, { tokenizer: this.#open(message.language), done: 0 })
        return
      case 'feed':
        return this.#feed(message.id, message.lines, message.rest)
      case 'close':
        this.#fences.delete(message.id)
        return
      default:
        assertNever(message)
    }
  }

  async #open(language: string): Promise<LineTokenizer | undefined> {
    try {
      return await this.#source.create(language)
    } catch {
      return undefined
    }
  }

  async #feed(id: number, lines: readonly string[], rest: string): Promise<void> {
    const fence = this.#fences.get(id)
    const tokenizer = await fence?.tokenizer
    if (!fence || !tokenizer) return this.#platform.send({ type: 'plain', id })
    for (let at = 0, more = true; more;) {
      if (at > 0) await this.#platform.pause()
      if (this.#fences.get(id) !== fence) return
      const { count, data } = this.#slice(tokenizer, lines, at)
      const from = fence.done
      at += count
      fence.done += count
      more = at < lines.length
      const guess = !more && rest ? Uint32Array.from(tokenizer.guess(rest)) : undefined
      this.#platform.send({ type: 'tokens', id, from, count, data, rest: guess, more })
    }
  }

  #slice(tokenizer: LineTokenizer, lines: readonly string[], from: number) {
    const end = this.#platform.now() + SLICE_MS
    const out: number[] = []
    let count = 0
    for (const line of lines.slice(from, from + SLICE_LINES)) {
      tokenizer.full(line, out)
      count++
      if (this.#platform.now() >= end) break
    }
    return { count, data: Uint32Array.from(out) }
  }
}
