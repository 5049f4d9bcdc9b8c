/** Letters that are not seen, or that change the order of what is seen: controls, joiners, marks of direction, tags. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u

/** So much room that something may be pushed out of sight behind it. */
const padding = /(?:[^\S\n]*\n){6,}|[^\S\n]{24,}/u

const hidden = new RegExp(`${padding.source}|${unseen.source}`, 'gu')

/** A stretch of a text: as it stands, or, with `mark`, a description of letters that would not be seen. */
export interface VisiblePiece {
  readonly text: string
  readonly mark: boolean
}

/**
 * A text in pieces in which nothing hides, for what a person is asked to allow: letters that are not seen stand as their
 * numbers, such as `\u{202e}`, and much room as its length, such as `\u{20}×4000`.
 */
export function visiblePieces(text: string): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(hidden)) {
    if (index > end) pieces.push({ text: text.slice(end, index), mark: false })
    pieces.push({ text: describe(found), mark: true })
    end = index + found.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), mark: false })
  return pieces
}

/** The same as one text. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map((piece) => piece.text)
    .join('')
}

function describe(found: string): string {
  if (!padding.test(found)) return `\\u{${found.codePointAt(0)?.toString(16) ?? ''}}`
  const lines = found.split('\n').length - 1
  return lines > 0 ? `\\n×${lines}` : `\\u{20}×${found.length}`
}

const unseenLetters = new RegExp(unseen.source, 'gu')
/** Behind these, a joiner belongs to what is seen. */
const joined = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u

/** Code, links and output of tools: letters that are not seen stand as their numbers, room stays as it is. */
export function seenText(text: string): string {
  if (!unseen.test(text)) return text
  return text.replace(unseenLetters, (letter, at: number) => {
    const before = text.slice(Math.max(0, at - 2), at)
    const isSeen =
      (letter === '\u{200d}' && joined.test(before)) ||
      (/[\u{fe0e}\u{fe0f}]/u.test(letter) && /\p{Emoji}$/u.test(before))
    return isSeen ? letter : describe(letter)
  })
}
