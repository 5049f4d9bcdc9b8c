/** A text that fits a question, by its place among the texts. */
export interface Ranked {
  readonly index: number
  readonly score: number
}

/** The constants of BM25: how soon more of the same word stops counting, and how much length does. */
const saturation = 1.2
const lengthShare = 0.75
/** Texts that are looked at before others get their turn: two milliseconds, and the first ones ten. */
const atOnce = 32

/**
 * The texts that have words of a question, best first, by BM25
 * (https://en.wikipedia.org/wiki/Okapi_BM25): a rare word counts more, and more of it in a short text. `pause` is awaited
 * in between, so that nothing else waits for a large file.
 */
export async function rankByWords(
  texts: readonly string[],
  question: string,
  pause: () => Promise<void>,
): Promise<readonly Ranked[]> {
  const asked = [...new Set(wordsOf(question))]
  const counts: (readonly number[])[] = []
  const lengths: number[] = []
  for (const [index, text] of texts.entries()) {
    if (index % atOnce === atOnce - 1) await pause()
    const words = wordsOf(text)
    lengths.push(words.length)
    const byWord = new Map(asked.map((word) => [word, 0]))
    for (const word of words) {
      const count = byWord.get(word)
      if (count !== undefined) byWord.set(word, count + 1)
    }
    counts.push([...byWord.values()])
  }
  const usual = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length)
  const weights = asked.map((_, word) => weightOf(counts.filter((each) => each[word]).length, texts.length))
  return counts
    .map((each, index) => ({ index, score: scoreOf(each, weights, (lengths[index] ?? 0) / usual) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
}

function weightOf(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5))
}

function scoreOf(counts: readonly number[], weights: readonly number[], length: number): number {
  const share = saturation * (1 - lengthShare + lengthShare * length)
  return counts.reduce((sum, count, word) => {
    return sum + ((weights[word] ?? 0) * count * (saturation + 1)) / (count + share)
  }, 0)
}

// Languages that are written without room between words: two letters that stand together are taken for one.
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}])+/gu

/** The words of a text without case, marks and the commonest endings. */
function wordsOf(text: string): readonly string[] {
  const plain = text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const words: string[] = []
  for (const run of plain.match(runs) ?? []) {
    if (unspaced.test(run)) words.push(...pairsOf(run))
    else words.push(stemOf(run))
  }
  return words
}

function pairsOf(run: string): readonly string[] {
  const letters = Array.from(run)
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

// Of English and German, which have no endings in common with a number.
function stemOf(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word
  return word.replace(/(?:ing|ies|ed|es|en|er|em|e|s|n|y)$/, '')
}
