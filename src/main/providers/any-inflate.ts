import { Transform, type Duplex } from 'node:stream'
import { createInflate, createInflateRaw, type ZlibOptions } from 'node:zlib'

/** Unpacks what is called deflate, which servers send with and without the head that the standard asks for. */
export function createAnyInflate(options: ZlibOptions): Duplex {
  let inner: Duplex | undefined
  return new Transform({
    transform(chunk: Buffer, encoding, done) {
      inner ??= begin(chunk, options, this)
      inner.write(chunk, encoding, done)
    },
    flush(done) {
      if (!inner) return done()
      inner.once('end', () => done())
      inner.end()
    },
  })
}

// The low half of a head's first byte says deflate; without a head no packet begins so.
function begin(chunk: Buffer, options: ZlibOptions, outer: Transform): Duplex {
  const hasHead = ((chunk[0] ?? 0) & 0x0f) === 8
  const inner = hasHead ? createInflate(options) : createInflateRaw(options)
  inner.on('data', (piece) => outer.push(piece))
  inner.on('error', (error) => outer.destroy(error))
  return inner
}
