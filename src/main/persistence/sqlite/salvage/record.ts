/** What a column can hold. */
export type Value = string | number | null | Buffer

/** A number of one to nine bytes and where it ends; beyond 2^53 it is not exact. */
export function readVarint(bytes: Buffer, at: number): readonly [value: number, end: number] {
  let value = 0
  for (let index = 0; index < 9; index++) {
    const byte = bytes.readUInt8(at + index)
    if (index === 8) return [value * 256 + byte, at + 9]
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + index + 1]
  }
  throw new RangeError('unreachable')
}

/** The columns of one row. Throws RangeError when the bytes are none. */
export function readRecord(bytes: Buffer): readonly Value[] {
  const [headerEnd, start] = readVarint(bytes, 0)
  const values: Value[] = []
  let [at, content] = [start, headerEnd]
  while (at < headerEnd) {
    const [type, next] = readVarint(bytes, at)
    const size = sizeOf(type)
    if (content + size > bytes.length) throw new RangeError('a column ends behind its row')
    values.push(valueOf(type, bytes.subarray(content, content + size)))
    at = next
    content += size
  }
  if (at !== headerEnd || content !== bytes.length) throw new RangeError('a row does not add up')
  return values
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8]

function sizeOf(type: number): number {
  if (type < integerSizes.length) return integerSizes[type] ?? 0
  if (type === 7) return 8
  if (type < 12) return 0
  return Math.floor((type - 12) / 2)
}

function valueOf(type: number, bytes: Buffer): Value {
  if (type === 0) return null
  if (type === 6) return Number(bytes.readBigInt64BE(0))
  if (type < integerSizes.length) return bytes.readIntBE(0, bytes.length)
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 8 || type === 9) return type - 8
  if (type < 12) throw new RangeError('a column of no type')
  return type % 2 === 0 ? bytes : bytes.toString('utf8')
}
