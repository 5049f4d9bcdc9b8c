import { foldText } from '../../../contract/fold-text.ts'

// Scripts that put no space between words, and signs, where one or two characters are a word: from the CJK radicals on.
const firstDense = 0x2e_80

/** What search compares: without case, accents and what PostgreSQL cannot hold. */
export function saidOf(text: string): string {
  return foldText(text.toWellFormed().replaceAll('\u0000', ' '))
}

/**
 * The pieces of a folded text by which an index finds it, as numbers: every three units in a row within a word, and of
 * scripts without spaces also every one and two. A text that has a word somewhere has all pieces of that word; the
 * reverse is not certain, so what the index finds is compared again.
 */
export function gramsOf(folded: string): readonly number[] {
  const grams = new Set<number>()
  for (const word of folded.split(/\s+/u)) {
    for (let at = 0; at < word.length; at++) {
      const [first, second, third] = [word.charCodeAt(at), word.charCodeAt(at + 1), word.charCodeAt(at + 2)]
      if (first >= firstDense) grams.add(first)
      if (first >= firstDense && second >= firstDense) grams.add(mix(mix(first, second), 2))
      if (at + 2 < word.length) grams.add(mix(mix(first, second), third))
    }
  }
  return [...grams]
}

function mix(hash: number, unit: number): number {
  return (Math.imul(hash, 0x9e_37_79_b1) ^ unit) | 0
}
