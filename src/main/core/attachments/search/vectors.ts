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

/** As bytes: a hash of the rest, how many there are and how long each is, then the numbers, the least byte first. */
export async function packVectors(vectors: Vectors, { hashOf }: Pick<ContentTools, 'hashOf'>) {
  const size = vectors[0]?.length ?? 0
  const bytes = new Uint8Array(head + vectors.length * size * 4)
  const view = new DataView(bytes.buffer)
  view.setUint32(hashLetters, vectors.length, true)
  view.setUint32(hashLetters + 4, size, true)
  let at = head
  for (const vector of vectors) {
    for (const value of vector) {
      view.setFloat32(at, value, true)
      at += 4
    }
  }
  bytes.set(new TextEncoder().encode(await hashOf(bytes.slice(hashLetters))))
  return bytes
}

/** The vectors again; undefined for bytes that are not so many of them, or were changed. */
export async function unpackVectors(
  bytes: Uint8Array,
  count: number,
  { hashOf, toText }: Pick<ContentTools, 'hashOf' | 'toText'>,
): Promise<Vectors | undefined> {
  if (bytes.byteLength < head) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(hashLetters + 4, true)
  if (view.getUint32(hashLetters, true) !== count || bytes.byteLength !== head + count * size * 4)
    return undefined
  if ((await hashOf(bytes.slice(hashLetters))) !== toText(bytes.subarray(0, hashLetters))) return undefined
  return Array.from({ length: count }, (_, index) => {
    const from = head + index * size * 4
    return Float32Array.from({ length: size }, (_value, at) => view.getFloat32(from + at * 4, true))
  })
}
