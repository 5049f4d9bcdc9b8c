import { queryTerms } from '../snippet.ts'

// Scripts that put no space between words, or glue particles to them. Each of their characters is a word to the index.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

/** The text with spaces around each character that is a word to the index. */
export function spaced(text: string): string {
  return text.replaceAll(unspaced, ' $& ')
}

/** What a search asks of the two indexes, in FTS5's own language; absent where it has nothing to ask. */
export interface Match {
  /** Every term as a word or the beginning of one. */
  readonly words?: string
  /** Every term of at least three characters, anywhere in a word. */
  readonly insides?: string
  /** The terms that are too short for that, as words or beginnings. */
  readonly short?: string
}

/** Reads a search. Signs have no meaning of their own; a term of nothing but signs asks for nothing. */
export function matchOf(text: string): Match {
  const terms = queryTerms(text).filter((term) => /[\p{L}\p{N}]/u.test(term))
  const long = terms.filter((term) => Array.from(term).length >= 3)
  const short = terms.filter((term) => !long.includes(term))
  if (terms.length === 0) return {}
  return {
    words: all(terms, beginning),
    ...(long.length > 0 && { insides: all(long, quoted) }),
    ...(short.length > 0 && { short: all(short, beginning) }),
  }
}

function all(terms: readonly string[], write: (term: string) => string): string {
  return terms.map(write).join(' AND ')
}

function beginning(term: string): string {
  return `${quoted(spaced(term).trim())} *`
}

// https://www.sqlite.org/fts5.html#fts5_strings: within a string only the quotation mark is doubled.
function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}
