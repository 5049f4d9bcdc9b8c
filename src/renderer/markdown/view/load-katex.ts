import type katex from 'katex'

export type Katex = Pick<typeof katex, 'renderToString'>

const waiting = new Set<() => void>()
let loading: Promise<void> | undefined
let loaded: Katex | undefined

/** KaTeX, once the first formula has asked for it and it is there: an answer without one does without the other. */
export function loadedKatex(): Katex | undefined {
  loading ??= import('katex').then(({ renderToString }) => {
    loaded = { renderToString }
    for (const tell of waiting) tell()
    waiting.clear()
  })
  return loaded
}

/** Calls `tell` when KaTeX is there; returns what takes that back. */
export function whenLoaded(tell: () => void): () => void {
  if (!loaded) waiting.add(tell)
  return () => waiting.delete(tell)
}
