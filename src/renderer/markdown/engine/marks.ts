/** A mark that may open something: the text of the mark, how much of its run is left, and where that begins. */
export type Opener = { readonly mark: string; length: number; readonly at: number }

const LINK_LOOK = 4096

/** How often the character at `from` is repeated there. */
export function runLength(text: string, from: number): number {
  let at = from + 1
  while (text[at] === text[from]) at++
  return at - from
}

/** Where a run of exactly `length` backticks begins, at or behind `from`; -1 when there is none. */
export function closingTicks(text: string, from: number, length: number): number {
  for (let at = text.indexOf('`', from); at >= 0; at = text.indexOf('`', at)) {
    const run = runLength(text, at)
    if (run === length) return at
    at += run
  }
  return -1
}

/**
 * Where the parenthesis that opens at `from` closes; -1 while it is open, and `from` itself when a blank line shows
 * that it never will.
 */
export function closingParenthesis(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length && at < from + LINK_LOOK; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at
    else if (character === '\n' && text[at + 1] === '\n') return from
  }
  return -1
}

/** Closes openers of `mark` with a run of `length`, taking them off the list; returns what is left of the run. */
export function closeOpeners(openers: Opener[], mark: string, length: number): number {
  let left = length
  while (left > 0) {
    const index = openers.findLastIndex((open) => open.mark === mark)
    const open = openers[index]
    if (!open || openers.slice(index).some((inner) => inner.mark.endsWith('['))) break
    const used = Math.min(left, open.length, mark === '~' ? 2 : left)
    left -= used
    open.length -= used
    openers.splice(open.length > 0 ? index + 1 : index)
  }
  return left
}
