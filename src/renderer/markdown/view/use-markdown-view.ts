import { useEffect, useReducer, useState } from 'react'
import { type LateDrawing, useLate } from '../../ui/late/late.tsx'
import type { MarkdownView } from '../engine/stream.ts'
import { MarkdownFeed } from './markdown-feed.ts'

export interface MarkdownReading {
  readonly view: MarkdownView
  /** So many characters came at once, and are read while there is time. */
  readonly unread: number
  /** Reads of them until `isDue`; true when the view is that of the whole text. */
  readonly readSome: (isDue: () => boolean) => boolean
}

/**
 * The tree of `text`. Between two renders only what was added is parsed; a text that does not go on from the last one
 * is parsed anew. Rendering twice with the same text changes nothing, so it may run during a render.
 */
export function useMarkdownView(text: string, streaming: boolean): MarkdownReading {
  const late = useLate()
  const [feed] = useState(() => (late && known(late).find(text)) ?? new MarkdownFeed())
  const [, showRest] = useReducer((count: number) => count + 1, 0)
  const unread = late ? feed.lumpOf(text, streaming) : 0
  const view = unread > 0 ? feed.view : feed.read(text, streaming)
  useEffect(() => () => late && known(late).keep(feed), [late, feed])
  return {
    view,
    unread,
    readSome(isDue) {
      const isRead = feed.takeSome(text, streaming, isDue)
      if (isRead) showRest()
      return isRead
    },
  }
}

const memories = new WeakMap<LateDrawing, KnownTexts>()

function known(memory: LateDrawing): KnownTexts {
  const texts = memories.get(memory) ?? new KnownTexts()
  memories.set(memory, texts)
  return texts
}

/** Of texts that are quickly read nothing is kept; of the others so many characters together. */
const SHORTEST = 16_000
const MOST = 1_000_000

/** What was read is not read again when its answer comes back into sight. */
class KnownTexts {
  readonly #feeds = new Map<string, MarkdownFeed>()
  #characters = 0

  find(text: string): MarkdownFeed | undefined {
    return this.#feeds.get(text)
  }

  keep(feed: MarkdownFeed): void {
    const { text } = feed
    if (text.length < SHORTEST) return
    // What was used last stands last, and the first goes.
    if (this.#feeds.delete(text)) this.#characters -= text.length
    this.#feeds.set(text, feed)
    this.#characters += text.length
    for (const oldest of this.#feeds.keys()) {
      if (this.#characters <= MOST || oldest === text) return
      this.#feeds.delete(oldest)
      this.#characters -= oldest.length
    }
  }
}
