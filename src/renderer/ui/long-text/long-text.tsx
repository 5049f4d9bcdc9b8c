import { memo, type ReactNode } from 'react'

/** Laying out one text costs more with each character of it, so that a long one stands in pieces. */
const PIECE_LINES = 40
const PIECE_CHARACTERS = 4000

// Whole lines; of a longer line as much as ends with a space, since a piece begins on a line of its own.
const some = `[^\\n]{1,${PIECE_CHARACTERS}}`
const lines = `(?:[^\\n]{0,${PIECE_CHARACTERS}}\\n){1,${PIECE_LINES}}`
const pieces = new RegExp(`${lines}|${some}$|${some} |${some}`, 'g')

/** A text of any length, as it is. */
export const LongText = memo(function LongText({ text }: { readonly text: string }): ReactNode {
  return text.match(pieces)?.map((piece, index) => <Piece key={index} text={piece} />)
})

const Piece = memo(function Piece({ text }: { readonly text: string }): ReactNode {
  return <span className="long-text-piece">{text}</span>
})
