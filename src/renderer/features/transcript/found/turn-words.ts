import { foldText, foldWithOrigin } from '../../../../contract/fold-text.ts'
import { placesIn, type Sought } from '../../../../contract/found-words.ts'
import { type HiddenWords, hiddenWordsOf } from '../../../ui/hidden-words/hidden-words.ts'

/** Where words stand: in the page, or hidden at an element. */
export type WordsPlace =
  | { readonly range: Range }
  | { readonly element: Element; readonly hidden: HiddenWords }

/** What people, models and tools have said; the words of controls are not looked through. */
const SAID = '.bubble, .md, .thinking, .pairs, .call-well > pre, .call-whole > pre, .hits, .file-chip-name'
const SILENT_TAGS: ReadonlySet<string> = new Set(['BUTTON', 'FIGCAPTION', 'INPUT'])
const SILENT_CLASSES = ['katex', 'md-math', 'md-image-host']
const INLINE_TAGS: ReadonlySet<string> = new Set('A B CODE DEL EM I MARK SPAN STRONG SUB SUP'.split(' '))

/** Where a drawn turn has what is sought, from its beginning to its end, what is hidden in it included. */
export function placesInTurn(turn: Element, sought: Sought): readonly WordsPlace[] {
  const reader = new TurnReader()
  reader.read(turn, false)
  const { text, pieces } = reader
  const places = placesIn(foldText(text), sought)
  // Where all is ASCII, nothing has another length for search.
  const origin = places.length > 0 && /[\u0080-\uffff]/.test(text) ? foldWithOrigin(text).origin : undefined
  const placeOf = (at: number) => origin?.[at] ?? at
  return places.flatMap(({ from, to }) => wordsPlace(pieces, placeOf(from), placeOf(to)) ?? [])
}

type Piece = { readonly start: number } & (
  | { readonly node: Text }
  | { readonly element: Element; readonly hidden: HiddenWords }
)

/** The words of a turn as one text; blocks end with a line. */
class TurnReader {
  text = ''
  readonly pieces: Piece[] = []

  read(element: Element, isSaid: boolean): void {
    const isInline = INLINE_TAGS.has(element.tagName)
    const hidden = hiddenWordsOf(element)
    if (!isInline) this.#endLine()
    if (hidden) this.#add(hidden.words(), { element, hidden })
    if (!isSilent(element)) this.#readChildren(element, isSaid || element.matches(SAID))
    if (!isInline) this.#endLine()
  }

  #readChildren(element: Element, isSaid: boolean): void {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child instanceof Element) this.read(child, isSaid)
      else if (isSaid && child instanceof Text) this.#add(child.data, { node: child })
    }
  }

  #add(words: string, place: { node: Text } | { element: Element; hidden: HiddenWords }): void {
    if (words === '') return
    this.pieces.push({ start: this.text.length, ...place })
    this.text += words
  }

  #endLine(): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n'
  }
}

function isSilent({ tagName, classList }: Element): boolean {
  return SILENT_TAGS.has(tagName) || SILENT_CLASSES.some((name) => classList.contains(name))
}

function wordsPlace(pieces: readonly Piece[], from: number, to: number): WordsPlace | undefined {
  const first = pieceAt(pieces, from)
  if (!first) return undefined
  if ('hidden' in first) return first
  const range = document.createRange()
  range.setStart(first.node, from - first.start)
  const last = pieceAt(pieces, to - 1)
  const end = last && 'node' in last ? last : first
  range.setEnd(end.node, Math.min(to - end.start, end.node.length))
  return { range }
}

function pieceAt(pieces: readonly Piece[], at: number): Piece | undefined {
  let [low, high] = [0, pieces.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle]?.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return pieces[low - 1]
}
