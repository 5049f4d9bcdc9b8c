import type { TextParams } from './text-over.ts'

/** All that is needed of a language here: both kinds of `Text` have it. */
type Speaks = (key: 'window.sentences', params: TextParams) => string

/** Sentences as one paragraph, as the language joins them: with a blank between two, or without. What is empty is left out. */
export function inOneParagraph(text: Speaks, sentences: readonly (string | undefined | false)[]): string {
  const said = sentences.flatMap((each) => each || [])
  return said.length === 0 ? '' : said.reduce((before, after) => text('window.sentences', { before, after }))
}

/**
 * A paragraph as its first sentence, without the full stop, which a heading does not need, and the rest. Behind a Latin full
 * stop another sentence begins with a blank and a capital; a Chinese one stands for nothing else.
 */
export function firstSentence(paragraph: string): readonly [first: string, rest: string] {
  const end = paragraph.search(/[.?](?=\s+\p{Lu})|[。？](?=.)/u)
  const first = end < 0 ? paragraph : paragraph.slice(0, end + 1)
  return [first.replace(/[.。]$/, ''), end < 0 ? '' : paragraph.slice(end + 1).trim()]
}
