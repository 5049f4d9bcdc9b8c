import type { ArchiveEntries } from './archive-entries.ts'
import { attributeOf, piecesOf } from './markup.ts'

/** More columns than these a model would not follow. */
const mostColumns = 200

/** The sheets of a workbook, one line for each row, cells parted by tabs. Of a formula its last value is told. */
export function sheetsText(entries: ArchiveEntries): string {
  const shared = sharedTexts(entries.text('xl/sharedStrings.xml') ?? '')
  const files = filesOf(entries.text('xl/_rels/workbook.xml.rels') ?? '')
  return sheetsOf(entries.text('xl/workbook.xml') ?? '')
    .map(({ name, relation }) => {
      const rows = rowsOf(entries.text(files.get(relation) ?? '') ?? '', shared)
      return `Sheet: ${name}\n${rows.join('\n')}`
    })
    .join('\n\n')
}

function sheetsOf(workbook: string): readonly { readonly name: string; readonly relation: string }[] {
  return [...piecesOf(workbook)].flatMap((piece) => {
    if (piece.kind === 'text' || piece.kind === 'close' || !/(?:^|:)sheet$/.test(piece.name)) return []
    const name = attributeOf(piece.attributes, 'name') ?? ''
    return [{ name, relation: attributeOf(piece.attributes, 'r:id') ?? '' }]
  })
}

function filesOf(relations: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const piece of piecesOf(relations)) {
    if (piece.kind === 'text' || piece.name !== 'Relationship') continue
    const target = attributeOf(piece.attributes, 'Target') ?? ''
    files.set(
      attributeOf(piece.attributes, 'Id') ?? '',
      target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    )
  }
  return files
}

function sharedTexts(xml: string): readonly string[] {
  const texts: string[] = []
  let isText = false
  for (const piece of piecesOf(xml)) {
    if (piece.kind === 'text') {
      if (isText) texts.push((texts.pop() ?? '') + piece.text)
    } else if (/(?:^|:)si$/.test(piece.name) && piece.kind !== 'close') texts.push('')
    else if (/(?:^|:)t$/.test(piece.name)) isText = piece.kind === 'open'
  }
  return texts
}

function rowsOf(xml: string, shared: readonly string[]): readonly string[] {
  const rows: string[] = []
  let row: string[] = []
  let cell = { type: '', column: 0, value: '' }
  let isValue = false
  for (const piece of piecesOf(xml)) {
    if (piece.kind === 'text') {
      if (isValue) cell.value += piece.text
      continue
    }
    const name = piece.name.slice(piece.name.indexOf(':') + 1)
    if (name === 'row' && piece.kind === 'open') row = []
    else if (name === 'row' && piece.kind === 'close') rows.push(row.join('\t'))
    else if (name === 'c' && piece.kind === 'open') cell = cellOf(piece.attributes, row.length)
    else if (name === 'c' && piece.kind === 'close') putCell(row, cell, shared)
    else if (name === 'v' || name === 't') isValue = piece.kind === 'open'
  }
  return rows.filter((line) => line.trim() !== '')
}

function cellOf(attributes: string, next: number) {
  const letters = /^[A-Z]{1,3}/.exec(attributeOf(attributes, 'r') ?? '')?.[0] ?? ''
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { type: attributeOf(attributes, 't') ?? '', column: column < 0 ? next : column, value: '' }
}

function putCell(
  row: string[],
  { type, column, value }: ReturnType<typeof cellOf>,
  shared: readonly string[],
): void {
  if (column >= mostColumns) return
  while (row.length < column) row.push('')
  const text = type === 's' ? (shared[Number(value)] ?? '') : value
  row[column] = text.replaceAll(/[\t\r\n]+/g, ' ')
}
