import { useState } from 'react'

/** So much of a text is drawn at first, and so much more with each wish: what a page can lay out without a wait. */
export const PART_CHARACTERS = 200_000
export const PART_LINES = 3000

/** A rest of a finished text that is no more than this is shown with the part before it: nobody is asked for so little. */
const SMALL_CHARACTERS = PART_CHARACTERS / 10
const SMALL_LINES = PART_LINES / 10

export interface ShownPart {
  readonly shown: string
  /** So many characters are not shown. */
  readonly rest: number
  readonly more: () => void
}

/**
 * The beginning of a text of any length, and more of it with each wish. While the text grows (`growing`) only what was added
 * is looked at, and a part that is full stays the same object, so that what a frame costs does not grow with the text.
 */
export function useShownPart(text: string, growing: boolean): ShownPart {
  const [parts, setParts] = useState(1)
  const [reader] = useState(() => new PartReader())
  const shown = reader.read(text, parts, growing)
  return { shown, rest: text.length - shown.length, more: () => setParts((before) => before + 1) }
}

/** How far a text was read: the part that is reached, where it and its last line begin, and how many lines of it are full. */
interface Reached {
  readonly part: number
  readonly start: number
  readonly line: number
  readonly lines: number
}

const beginning: Reached = { part: 1, start: 0, line: 0, lines: 0 }

class PartReader {
  #shown = ''
  #parts = 0
  #length = 0
  #reached = beginning

  read(text: string, parts: number, growing: boolean): string {
    const goesOn = growing && this.#parts === parts && text.length >= this.#length
    const isFull = this.#shown.length < this.#length
    if (!goesOn || !isFull) {
      this.#reached = reachedIn(text, parts, goesOn ? this.#reached : beginning)
      const { part, start } = this.#reached
      this.#shown = part > parts && (growing || !isSmall(text, start)) ? text.slice(0, start) : text
    }
    this.#parts = parts
    this.#length = text.length
    return this.#shown
  }
}

/** Goes on to the end of the text, or to the beginning of the part behind the last one. */
function reachedIn(text: string, parts: number, from: Reached): Reached {
  let reached = from
  while (reached.part <= parts) {
    const next = inPart(text, reached)
    if (next.part === reached.part || next.start === text.length) return next
    reached = next
  }
  return reached
}

/** Goes on to the end of the text, or to where the next part begins: behind a whole line, where a line ends in time. */
function inPart(text: string, { part, start, line: from, lines: before }: Reached): Reached {
  const added = text.slice(from, start + PART_CHARACTERS)
  let line = from
  let lines = before
  for (let at = added.indexOf('\n'); at >= 0; at = added.indexOf('\n', at + 1)) {
    line = from + at + 1
    lines += 1
    if (lines === PART_LINES) return { part: part + 1, start: line, line, lines: 0 }
  }
  const end = from + added.length
  if (end >= text.length) return { part, start, line, lines }
  const next = line > start ? line : placeToCut(text, end)
  return { part: part + 1, start: next, line: next, lines: 0 }
}

function isSmall(text: string, from: number): boolean {
  return text.length - from <= SMALL_CHARACTERS && text.slice(from).split('\n').length <= SMALL_LINES
}

/** `end`, or before it where it stands between the halves of a pair. */
export function placeToCut(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end
}
