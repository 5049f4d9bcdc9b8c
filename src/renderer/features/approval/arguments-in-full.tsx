import { visiblePieces, type VisiblePiece } from '../../../contract/visible-text.ts'
import { useApp } from '../../state/app-context.tsx'
import { Badge } from '../../ui/badge/badge.tsx'

/** From so many letters on their number is told, and the end is shown beside the beginning. */
const LONG = 1_500
const TAIL = 300

/** What a call would be given, to the last letter: nothing is cut off, and what hides is spelled out. */
export function ArgumentsInFull({ source }: { readonly source: string }) {
  const { locale, text } = useApp()
  const pretty = prettyOf(source)
  const pieces = visiblePieces(pretty)
  const hidden = pieces.filter(({ mark }) => mark).length
  const many = pretty.length > LONG
  const long = pieces.reduce((sum, piece) => sum + piece.text.length, 0) > LONG
  const count = new Intl.NumberFormat(locale).format(source.length)
  return (
    <section className="approval-arguments" aria-label={text('approval.arguments')}>
      <h3>
        {text('approval.arguments')}
        {hidden > 0 && <Badge tone="danger">{text('approval.hidden', { count: hidden })}</Badge>}
        {many && <Badge>{text('approval.length', { count })}</Badge>}
      </h3>
      {/* Who reads by keyboard scrolls it too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>{pretty.trim() === '' ? text('calls.no-arguments') : <Pieces pieces={pieces} />}</pre>
      {long && (
        <>
          <h3>{text('approval.end')}</h3>
          <pre>
            <Pieces pieces={tailOf(pieces)} />
          </pre>
        </>
      )}
    </section>
  )
}

function Pieces({ pieces }: { readonly pieces: readonly VisiblePiece[] }) {
  return pieces.map(({ text, mark }, index) => (mark ? <mark key={index}>{text}</mark> : text))
}

/** The last letters that are seen. */
function tailOf(pieces: readonly VisiblePiece[]): readonly VisiblePiece[] {
  const tail: VisiblePiece[] = []
  let room = TAIL
  for (const piece of pieces.toReversed()) {
    if (room <= 0) break
    tail.unshift(piece.mark ? piece : { ...piece, text: piece.text.slice(-room) })
    room -= piece.text.length
  }
  return tail
}

function prettyOf(source: string): string {
  try {
    return JSON.stringify(JSON.parse(source), undefined, 2)
  } catch {
    return source
  }
}
