import { inflateRawSync } from 'node:zlib'

/** What a document may unpack to altogether, in bytes. */
const mostUnpacked = 150_000_000
const mostEntries = 20_000

const endMark = 0x06_05_4b_50
const entryMark = 0x02_01_4b_50
const longestComment = 65_535

/** A packed file that makes far more of itself than a document does. */
export class PackedTooTight extends Error {}

/** The files that are packed in a ZIP file. */
export interface ArchiveEntries {
  readonly names: readonly string[]
  /** The content as text; undefined when there is none of that name. Throws `PackedTooTight`. */
  text(name: string): string | undefined
}

interface Entry {
  readonly method: number
  readonly packedSize: number
  readonly at: number
}

/**
 * Reads the list of a ZIP file; each entry is unpacked when it is asked for. What an entry says of its size is not
 * believed: unpacking stops where it gets too large. Throws for what is no ZIP file.
 */
export function archiveEntries(bytes: Uint8Array): ArchiveEntries {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = listOf(bytes, view)
  let left = mostUnpacked
  return {
    names: [...entries.keys()],
    text(name) {
      const entry = entries.get(name)
      if (!entry) return undefined
      const content = unpacked(bytes, view, entry, left)
      left -= content.byteLength
      return new TextDecoder().decode(content)
    },
  }
}

function listOf(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> {
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) throw new PackedTooTight()
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== entryMark) throw new Error('its list of contents is damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - longestComment); at--) {
    if (view.getUint32(at, true) === endMark) return at
  }
  throw new Error('its end is missing')
}

function unpacked(
  bytes: Uint8Array,
  view: DataView,
  { method, packedSize, at }: Entry,
  most: number,
): Uint8Array {
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = bytes.subarray(start, start + packedSize)
  if (method === 0) {
    if (packed.byteLength > most) throw new PackedTooTight()
    return packed
  }
  if (method !== 8) throw new Error('it is packed in an unknown way')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLarge ? new PackedTooTight() : error
  }
}
