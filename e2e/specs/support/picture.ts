import { crc32, deflateSync } from 'node:zlib'

/** A picture as PNG, with a pattern that makes it no smaller than it has to be. */
export function pictureOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits for each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc((1 + 3 * width) * height)
  for (let y = 0; y < height; y++) {
    const row = y * (1 + 3 * width) + 1
    for (let x = 0; x < width; x++) {
      rows[row + 3 * x] = (255 * x) / width
      rows[row + 3 * x + 1] = (255 * y) / height
      rows[row + 3 * x + 2] = (x ^ y) & 63
    }
  }
  const mark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(content.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
