import type { ArchiveEntries } from './archive-entries.ts'
import { attributeOf, piecesOf } from './markup.ts'
import { sheetsText } from './sheets.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const sheets = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const slides = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

export interface OfficeText {
  readonly mediaType: string
  readonly text: string
}

/** The text of a document of Word, Excel or PowerPoint; undefined when it is none. */
export function officeText(entries: ArchiveEntries): OfficeText | undefined {
  const has = (name: string) => entries.names.includes(name)
  if (has('word/document.xml')) return { mediaType: word, text: wordText(entries) }
  if (has('xl/workbook.xml')) return { mediaType: sheets, text: sheetsText(entries) }
  if (has('ppt/presentation.xml')) return { mediaType: slides, text: slidesText(entries) }
  return undefined
}

function wordText(entries: ArchiveEntries): string {
  return ['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml']
    .map((name) => paragraphs(entries.text(name) ?? ''))
    .filter((text) => text !== '')
    .join('\n\n')
}

function slidesText(entries: ArchiveEntries): string {
  const numbers = entries.names
    .flatMap((name) => /^ppt\/slides\/slide(\d{1,6})\.xml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
  return numbers
    .map((number) => {
      const said = paragraphs(entries.text(`ppt/slides/slide${number}.xml`) ?? '')
      const notes = paragraphs(entries.text(`ppt/notesSlides/notesSlide${number}.xml`) ?? '')
      return [`Slide ${number}`, said, ...(notes === '' ? [] : [`Notes: ${notes}`])].join('\n')
    })
    .join('\n\n')
}

/** The text of runs, one line for each paragraph and each row of a table. */
function paragraphs(xml: string): string {
  const text: string[] = []
  let isText = false
  let cells = 0
  for (const piece of piecesOf(xml)) {
    if (piece.kind === 'text') {
      if (isText) text.push(piece.text)
      continue
    }
    const name = piece.name.slice(piece.name.indexOf(':') + 1)
    if (name === 't') isText = piece.kind === 'open'
    else if (name === 'tc') cells += piece.kind === 'open' ? 1 : piece.kind === 'close' ? -1 : 0
    if (name === 'tab' && piece.kind !== 'close' && attributeOf(piece.attributes, 'w:pos') === undefined)
      text.push('\t')
    if (name === 'br' || name === 'cr') text.push('\n')
    if (piece.kind !== 'close') continue
    if (name === 'p') text.push(cells > 0 ? ' ' : '\n')
    else if (name === 'tc') text.push('\t')
    else if (name === 'tr') text.push('\n')
  }
  return text
    .join('')
    .replaceAll(/ *\t *(?=\n)/g, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
