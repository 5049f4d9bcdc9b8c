import { memo, type ReactNode } from 'react'

/** Laying out one text costs more with each character of it, so that a long one stands in pieces. */
const PIECE_LINES = 40
const PIECE_CHARACTERS = 4000

// Whole lines; of a longer line as much as ends with a space, since a piece of what grows begins on a line of its own.
const some = `[^\\n]{1,${PIECE_CHARACTERS}}`
const lines = `(?:[^\\n]{0,${PIECE_CHARACTERS}}\\n){1,${PIECE_LINES}}`
const pieces = new RegExp(`${lines}|${some}$|${some} |${some}`, 'g')

export interface LongTextProps {
  readonly text: string
  /**
   * While it grows each piece is laid out for itself, so that what is added costs no more than a piece. Later the pieces of one
   * line follow each other in it.
   */
  readonly growing?: boolean
}

/** A text of any length, as it is. */
export const LongText = memo(function LongText({ text, growing = false }: LongTextProps): ReactNode {
  const all = text.match(pieces)
  const goesOn = (at: number) => all?.[at]?.endsWith('\n') === false
  return all?.map((piece, at) => (
    <Piece
      key={at}
      text={piece}
      inLine={!growing && ((at > 0 && goesOn(at - 1)) || (at < all.length - 1 && goesOn(at)))}
    />
  ))
})

interface PieceProps {
  readonly text: string
  readonly inLine: boolean
}

const Piece = memo(function Piece({ text, inLine }: PieceProps): ReactNode {
  return <span className={inLine ? undefined : 'long-text-piece'}>{text}</span>
})
