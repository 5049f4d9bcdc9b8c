import { basename, extname } from 'node:path/posix'

const longest = 200

// Control characters, and those that turn the direction of what follows, would let a name pretend to be another.
const misleading = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** A name that can be shown and offered for saving: of a path only its end, one line, nothing invisible, not too long. */
export function cleanName(name: string): string {
  const last = basename(name.replaceAll('\\', '/').replaceAll(misleading, ''))
  const line = last.replaceAll(/\s+/g, ' ').trim().toWellFormed()
  const plain = /^\.*$/.test(line) ? 'file' : line
  if (plain.length <= longest) return plain
  const extension = extname(plain).slice(0, 20)
  return `${plain.slice(0, longest - extension.length)}${extension}`.toWellFormed()
}
