import { runLength } from './marks.ts'

/** An open paragraph longer than this, in characters, is looked at for a place to cut. */
export const PARAGRAPH_LIMIT = 2048

const HARD_LIMIT = 2 * PARAGRAPH_LIMIT
const PAIR_REACH = 2000

/**
 * Finds where one paragraph's text may be cut without changing what either side means, or 0. What is before the cut
 * holds no unmatched mark, and the cut is between a single space and a letter, so both sides parse as they would
 * together. Text that never offers such a place is cut anyway once it is twice as long: bounded cost before exactness.
 */
export function findInlineCut(text: string): number {
  const head = text.slice(0, PARAGRAPH_LIMIT)
  const open = firstUnmatched(head)
  for (let at = (open < 0 ? head.length : open) - 1; at > PARAGRAPH_LIMIT / 4; at--) {
    if (head[at] !== ' ') continue
    if (/[\p{L}\p{N},.;]/u.test(head[at - 1] ?? '') && /\p{L}/u.test(head[at + 1] ?? '')) return at + 1
  }
  if (text.length <= HARD_LIMIT) return 0
  let forced = PARAGRAPH_LIMIT
  while (/\s/.test(text[forced] ?? '')) forced++
  return forced
}

/** Position of the first mark that may open something this text does not close, or -1. */
function firstUnmatched(text: string): number {
  const marks = /\\[^]|`+|[*_~[<$]/g
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    const [mark] = found
    if (mark.startsWith('\\')) continue
    const end = mark.startsWith('`')
      ? ticksEnd(text, marks.lastIndex, mark)
      : pairEnd(text, found.index, mark)
    if (end < 0) return found.index
    marks.lastIndex = end
  }
  return -1
}

function ticksEnd(text: string, from: number, run: string): number {
  for (let at = text.indexOf(run, from); at >= 0; at = text.indexOf(run, at + 1)) {
    if (text[at - 1] !== '`' && text[at + run.length] !== '`') return at + run.length
  }
  return -1
}

function pairEnd(text: string, at: number, mark: string): number {
  const isBracket = mark === '[' || mark === '<'
  const close = mark === '[' ? ']' : mark === '<' ? '>' : mark
  const length = isBracket ? 1 : runLength(text, at)
  const end = text.indexOf(close.repeat(length), at + length)
  if (end < 0 || end - at > PAIR_REACH) return -1
  const stop = end + length
  if (mark !== '[' || text[stop] !== '(') return stop
  const parenthesis = text.indexOf(')', stop)
  return parenthesis < 0 ? -1 : parenthesis + 1
}
