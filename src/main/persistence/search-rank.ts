import { foldText } from '../../contract/fold-text.ts'

/** How fast more occurrences stop to count, and how much a long text is held against them; BM25's usual values. */
const saturation = 1.2
const lengthWeight = 0.75
const usualLength = 1000

/**
 * How well a text answers the terms of a query: BM25 (Robertson and Zaragoza, 2009) without the rarity of the terms,
 * which would need a look at every text there is and is the same for all that contain all terms.
 */
export function rankOf(text: string, terms: readonly string[]): number {
  const folded = foldText(text)
  const length = 1 - lengthWeight + (lengthWeight * folded.length) / usualLength
  return terms.reduce((rank, term) => {
    const count = folded.split(term).length - 1
    return rank + (count * (saturation + 1)) / (count + saturation * length)
  }, 0)
}
