import { setImmediate } from 'node:timers/promises'
import type { TokenCounter } from '../core/ports/token-counter.ts'

/** UTF-16 units that are counted without letting anything else run: some milliseconds. */
const pieceLength = 40_000
/** The tokenizer takes quadratic time in the length of a word; what is longer than this is no word. */
const longWord = /\S{300}/gu
/** Of a longer text only the beginning is counted, and the rest taken to be like it. */
const mostCounted = 1_000_000

/**
 * Counts with the tokenizer of OpenAI's newer models, which other models' are near to. It is loaded at the first
 * question. Texts that look like its control marks are counted as the texts that they are.
 */
export function createTokenCounter(): TokenCounter {
  return {
    async count(text) {
      const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base')
      const counted = text.slice(0, mostCounted)
      let tokens = 0
      for (let from = 0; from < counted.length; from += pieceLength) {
        const piece = counted.slice(from, from + pieceLength).replaceAll(longWord, '$& ')
        tokens += countTokens(piece, { disallowedSpecial: new Set() })
        if (from > 0) await setImmediate()
      }
      return counted.length === 0 ? 0 : Math.round((tokens * text.length) / counted.length)
    },
  }
}
