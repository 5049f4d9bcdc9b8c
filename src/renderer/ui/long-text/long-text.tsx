import { memo, useState, type ReactNode } from 'react'
import { Button } from '../button/button.tsx'

/** Laying out one text costs more with each character of it, so that a long one stands in pieces. */
const PIECE_LINES = 40
const PIECE_CHARACTERS = 4000

// Whole lines; of a longer line as much as ends with a space, since a piece begins on a line of its own.
const some = `[^\\n]{1,${PIECE_CHARACTERS}}`
const lines = `(?:[^\\n]{0,${PIECE_CHARACTERS}}\\n){1,${PIECE_LINES}}`
const pieces = new RegExp(`${lines}|${some}$|${some} |${some}`, 'g')

export interface LongTextProps {
  readonly text: string
  /** So many characters are shown until somebody asks for the rest; without it all of them. */
  readonly limit?: number
  /** What the button says that shows the rest. */
  readonly moreLabel?: string
}

/** A text of any length, as it is. */
export function LongText({ text, limit, moreLabel }: LongTextProps): ReactNode {
  const [whole, setWhole] = useState(false)
  const isCut = limit !== undefined && !whole && text.length > limit
  const shown = isCut ? text.slice(0, limit) : text
  return (
    <>
      {shown.match(pieces)?.map((piece, index) => (
        <Piece key={index} text={piece} />
      ))}
      {isCut && (
        <Button size="sm" className="long-text-more" onClick={() => setWhole(true)}>
          {moreLabel}
        </Button>
      )}
    </>
  )
}

const Piece = memo(function Piece({ text }: { readonly text: string }): ReactNode {
  return <span className="long-text-piece">{text}</span>
})
