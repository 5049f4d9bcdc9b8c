import { foldText, foldWithOrigin } from '../../contract/fold-text.ts'
import type { SearchHit } from '../../contract/search.ts'

/** UTF-16 units around the first match. */
const before = 60
const after = 160
/** How much of a long text is looked at together. */
const pieceLength = 20_000

/** The words that a query asks for, folded: what stands between white space. */
export function queryTerms(text: string): readonly string[] {
  return [...new Set(foldText(text).split(/\s+/u).filter(Boolean))]
}

/** Marks of Markdown that one reads over, and what a link leads to. A `2 ** 3` and an `__init__` are none. */
const markdown = /\*\*(?=\S)|(?<=\S)\*\*|~~|`+|^#{1,6}[ \t]+|^>[ \t]?|!?\[(?=[^\]\n]*\]\()|\]\([^)\s]*\)/gm

/**
 * The words around the first occurrence of a term, on one line and without the marks of Markdown, unless those are what was
 * looked for; the beginning of the text when none occurs.
 */
export function snippetOf(text: string, terms: readonly string[]): SearchHit['snippet'] {
  const reach = reachOf(terms)
  const start = Math.max(0, firstMatch(text, terms, reach) - before)
  const end = Math.min(text.length, start + before + after)
  const shown = text.slice(start, end + reach)
  const { folded, origin } = foldWithOrigin(shown)
  const isHit = new Uint8Array(shown.length)
  for (const { from, to } of terms.flatMap((term) => occurrences(folded, term)))
    isHit.fill(1, origin[from] ?? 0, origin[to] ?? shown.length)
  const made = pieces(shown, isHit, start === 0 ? 0 : wordStart(shown), end - start)
  const open = start > 0 ? [{ text: '… ', hit: false }] : []
  return [...open, ...made, ...(end < text.length ? [{ text: ' …', hit: false }] : [])]
}

// A long text is folded piece by piece, and from where to where only for the piece that has a match: that is what
// costs. Gives 0 where nothing matches.
function firstMatch(text: string, terms: readonly string[], reach: number): number {
  for (let at = 0; at < text.length; at += pieceLength) {
    const piece = text.slice(at, at + pieceLength + reach)
    const plain = foldText(piece)
    if (!terms.some((term) => plain.includes(term))) continue
    const { folded, origin } = foldWithOrigin(piece)
    const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0)
    if (places.length > 0) return at + (origin[Math.min(...places)] ?? 0)
  }
  return 0
}

// What is folded away, such as accents of their own, makes a match longer than its term.
function reachOf(terms: readonly string[]): number {
  return 100 + 4 * Math.max(0, ...terms.map(({ length }) => length))
}

interface Mark {
  readonly from: number
  readonly to: number
}

function occurrences(folded: string, term: string): readonly Mark[] {
  const marks: Mark[] = []
  for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + term.length)) {
    marks.push({ from, to: from + term.length })
  }
  return marks
}

// A snippet begins with a word unless that word is longer than what stands before the match.
function wordStart(shown: string): number {
  return shown.slice(0, before / 2).search(/\s/u) + 1
}

function pieces(text: string, isHit: Uint8Array, start: number, end: number): SearchHit['snippet'] {
  const isMark = marksIn(text, isHit)
  const made: { text: string; hit: boolean }[] = []
  for (let from = start; from < end;) {
    let words = ''
    let to = from
    for (; to < end && isHit[to] === isHit[from]; to += 1) if (isMark[to] === 0) words += text.charAt(to)
    if (words !== '') made.push({ text: words.replaceAll(/\s+/gu, ' '), hit: isHit[from] === 1 })
    from = to
  }
  return made
}

function marksIn(text: string, isHit: Uint8Array): Uint8Array {
  const isMark = new Uint8Array(text.length)
  for (const { 0: mark, index } of text.matchAll(markdown)) {
    const end = index + mark.length
    if (!isHit.subarray(index, end).includes(1)) isMark.fill(1, index, end)
  }
  return isMark
}
