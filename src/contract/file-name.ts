const longest = 200
const longestExtension = 20

// Control characters, and those that turn the direction of what follows, would let a name pretend to be another.
const misleading =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu
// What a path, a stream or a pattern of some system is made of.
const special = /[<>:"|?*]/g
// Names of devices of Windows, with whatever extension.
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A name that can be shown and offered for saving on any system: of a path only its end, one line, nothing invisible, no
 * device, not too long.
 */
export function cleanName(name: string): string {
  const last = name.replaceAll('\\', '/').replaceAll(misleading, '').split('/').findLast(Boolean) ?? ''
  const line = last.replaceAll(/\s+/g, ' ').replaceAll(special, '_').trim().toWellFormed()
  const whole = line.replace(/[. ]+$/, '').replace(device, '_$&')
  const plain = whole === '' ? 'file' : whole
  if (plain.length <= longest) return plain
  const extension = extensionOf(plain).slice(0, longestExtension)
  return `${plain.slice(0, longest - extension.length)}${extension}`.toWellFormed()
}

/** With its dot; empty for a name without one, and for one that begins with it. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot) : ''
}
