const size = 50_000
const syllables = 'ka to mi ren sol ba den fu gar hel is jo lum nor pe qui ra ste tur vex'.split(' ')

/** The word of a rank, from 0, the most frequent. */
export function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / 20)) word += syllables[rest % 20]
  return word
}

/** Texts of 60 words, as frequent as words are by Zipf's law; the same ones for the same seed. */
export function createTexts(seed: number): () => string {
  const words = Array.from({ length: size }, (_, rank) => wordOf(rank))
  let state = seed
  const next = () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32
  const word = () => words[Math.min(size - 1, Math.floor(Math.exp(next() * Math.log(size)) - 1))] ?? ''
  return () => Array.from({ length: 60 }, word).join(' ')
}
