import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Readable } from 'node:stream'

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const

/** What a server may be asked for. */
export const acceptedEncodings = 'gzip, deflate, br'

/** The body of an answer, unpacked, of at most `most` bytes: what is longer is given up as soon as it is. */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  most: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? ''
  const collect = (source: AsyncIterable<Uint8Array>) => gather(source, most)
  if (name === '' || name === 'identity') return pipeline(body, collect, { signal })
  if (!isKnown(name)) {
    body.destroy()
    throw new Error('the answer is packed in a way that is not read here')
  }
  return pipeline(body, decoders[name](), collect, { signal })
}

async function gather(source: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.byteLength
    if (size > most) throw tooLarge(most)
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}

/** What is said of an answer beyond the limit. */
export function tooLarge(most: number): Error {
  return new Error(
    `the answer is larger than ${Math.round(most / 1_000_000)} MB, which is the most that is read`,
  )
}

function isKnown(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name)
}
