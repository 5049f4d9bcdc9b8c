/** Keeps out of a text that comes in pieces what no database and no page can hold. */
export interface WellFormed {
  /**
   * The piece with U+FFFD for each NUL and each half of a character that stands alone. A first half at the end waits
   * for the next piece, and is dropped when none comes.
   */
  take(piece: string): string
}

export function createWellFormed(): WellFormed {
  let half = ''
  return {
    take(piece) {
      if (half === '' && !suspicious.test(piece)) return piece
      const all = half + piece
      const end = all.length - (isFirstHalf(all.charCodeAt(all.length - 1)) ? 1 : 0)
      half = all.slice(end)
      return all.slice(0, end).toWellFormed().replaceAll('\0', '\uFFFD')
    },
  }
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

// One cheap test for nearly all pieces. It also stops at characters that turn out to be whole, or harmless controls.
const suspicious = /[^\s -\uD7FF\uE000-\uFFFF]/
