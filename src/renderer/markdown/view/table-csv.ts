import type { TableBlock, TableRow } from '../engine/tree.ts'
import { plainText } from './plain-text.ts'

/** A spreadsheet would take these for formulas, which can ask for things; numbers stay numbers. */
const formula = /^(?:[=@\t\r]|[+-](?![\d.,\s]*%?$))/

/** The table as RFC 4180 has it. */
export function tableCsv({ head, rows }: TableBlock): string {
  return [head, ...rows.flat()].map(line).join('\r\n') + '\r\n'
}

function line({ cells }: TableRow): string {
  return cells.map((cell) => field(plainText(cell))).join(',')
}

function field(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
