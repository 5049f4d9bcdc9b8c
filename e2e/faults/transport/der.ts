/** Pieces of ASN.1 in DER, as much of ITU-T X.690 as a certificate needs. */

function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content])
}

export const sequence = (...items: readonly Uint8Array[]) => tagged(0x30, ...items)
export const set = (...items: readonly Uint8Array[]) => tagged(0x31, ...items)
export const octets = (content: Uint8Array) => tagged(0x04, content)
export const bits = (content: Uint8Array) => tagged(0x03, Buffer.from([0]), content)
export const yes = () => tagged(0x01, Buffer.from([0xff]))
export const text = (value: string) => tagged(0x0c, Buffer.from(value))
/** A part that is known by its number in its place. */
export const numbered = (number: number, ...items: readonly Uint8Array[]) => tagged(0xa0 + number, ...items)
/** The same for a value that is no structure. */
export const plain = (number: number, content: Uint8Array) => tagged(0x80 + number, content)

/** A whole number above nothing, most significant byte first. */
export function integer(bytes: Uint8Array): Buffer {
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte !== 0),
  )
  const shortest = bytes.subarray(start)
  // A leading one would mean a negative number, and a zero that is not needed is refused as padding.
  return tagged(0x02, (shortest[0] ?? 0) > 0x7f ? Buffer.from([0]) : Buffer.of(), shortest)
}

/** An object identifier of short arcs, the encoded bytes in hexadecimal digits. */
export const identifier = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'))

/** A time as GeneralizedTime. */
export function time(at: Date): Buffer {
  return tagged(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))
}
