import { useState } from 'react'

/** So much of a text is drawn at first, and so much more with each wish: what a page can lay out without a wait. */
export const PART_CHARACTERS = 200_000
export const PART_LINES = 3000

export interface ShownPart {
  readonly shown: string
  /** So many characters are not shown. */
  readonly rest: number
  readonly more: () => void
}

/**
 * The beginning of a text of any length, and more of it with each wish. While the text grows (`growing`) a part that is full
 * stays the same object and nothing behind it is looked at, so that what a frame costs does not grow with the text.
 */
export function useShownPart(text: string, growing: boolean): ShownPart {
  const [parts, setParts] = useState(1)
  const [reader] = useState(() => new PartReader())
  const shown = reader.read(text, parts, growing)
  return { shown, rest: text.length - shown.length, more: () => setParts((before) => before + 1) }
}

class PartReader {
  #shown = ''
  #parts = 0
  #length = 0

  read(text: string, parts: number, growing: boolean): string {
    const isFull = this.#shown.length < this.#length
    const known = this.#parts === parts && isFull && growing && text.length >= this.#length
    if (!known) this.#shown = text.slice(0, endOfParts(text, parts))
    this.#parts = parts
    this.#length = text.length
    return this.#shown
  }
}

function endOfParts(text: string, parts: number): number {
  let end = 0
  for (let part = 0; part < parts && end < text.length; part++) end = endOfPart(text, end)
  return end
}

/** Behind a whole line, where a line ends in time. */
function endOfPart(text: string, from: number): number {
  const part = text.slice(from, from + PART_CHARACTERS)
  let end = 0
  let lines = 0
  for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', end)) {
    end = at + 1
    lines += 1
    if (lines === PART_LINES) return from + end
  }
  if (from + part.length >= text.length) return text.length
  if (end > 0) return from + end
  // Between the halves of a pair there is no place to cut.
  return from + part.length - (/[\uD800-\uDBFF]$/.test(part) ? 1 : 0)
}
