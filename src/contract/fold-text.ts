/** One character without case and accents. May be longer or shorter than the character was. */
function foldCharacter(character: string): string {
  // Most characters are these, and have a case at most.
  if (character < '\u0080') return character.toLowerCase()
  return character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** A text without case and accents, as search compares it. */
export function foldText(text: string): string {
  // Most of most texts has no accents, and one call for all of that takes a hundredth of the time.
  const folded = text.replaceAll(/[\u0080-\uffff]+/g, (piece) => Array.from(piece, foldCharacter).join(''))
  return folded.toLowerCase()
}

/** The folded text, and for each of its units (and its end) where in the text it came from. */
export function foldWithOrigin(text: string): {
  readonly folded: string
  readonly origin: readonly number[]
} {
  const origin: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    const fold = foldCharacter(character)
    for (let unit = 0; unit < fold.length; unit++) origin.push(at)
    folded += fold
    at += character.length
  }
  origin.push(text.length)
  return { folded, origin }
}
