import type { ContentTools } from '../../ports/content-tools.ts'

/** Vectors of texts in their order, each of length 1. */
export type Vectors = readonly Float32Array[]

const hashLetters = 64
const head = hashLetters + 8

/** Takes vectors as a model gave them. */
export function vectorsFrom(numbers: readonly (readonly number[])[]): Vectors {
  return numbers.map((each) => {
    const vector = Float32Array.from(each)
    const length = Math.hypot(...vector)
    return length > 0 ? vector.map((value) => value / length) : vector
  })
}

/** How near two are, from -1 to 1. */
export function nearness(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

/**
 * As bytes: a hash of the rest, how many there are and how long each is, then the numbers, the least byte first, as every
 * computer that Parley runs on has them.
 */
export async function packVectors(vectors: Vectors, { hashOf }: Pick<ContentTools, 'hashOf'>) {
  const size = vectors[0]?.length ?? 0
  const numbers = new Float32Array(vectors.length * size)
  for (const [index, vector] of vectors.entries()) numbers.set(vector, index * size)
  const bytes = new Uint8Array(head + numbers.byteLength)
  bytes.set(new Uint8Array(Uint32Array.of(vectors.length, size).buffer), hashLetters)
  bytes.set(new Uint8Array(numbers.buffer), head)
  bytes.set(new TextEncoder().encode(await hashOf(bytes.subarray(hashLetters))))
  return bytes
}

/** The vectors again; undefined for bytes that are not so many of them, or were changed. */
export async function unpackVectors(
  given: Uint8Array,
  count: number,
  { hashOf, toText }: Pick<ContentTools, 'hashOf' | 'toText'>,
): Promise<Vectors | undefined> {
  if (given.byteLength < head) return undefined
  // A copy of its own: what a file was read into begins anywhere, and numbers have to begin at every fourth byte.
  const bytes = new Uint8Array(given)
  const [kept, size = 0] = new Uint32Array(bytes.buffer, hashLetters, 2)
  if (kept !== count || bytes.byteLength !== head + count * size * 4) return undefined
  if ((await hashOf(bytes.subarray(hashLetters))) !== toText(bytes.subarray(0, hashLetters))) return undefined
  return Array.from(
    { length: count },
    (_, index) => new Float32Array(bytes.buffer, head + index * size * 4, size),
  )
}
