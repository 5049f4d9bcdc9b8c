import type { TableBlock, TableRow } from '../engine/tree.ts'
import { csvField } from '../../ui/csv-field.ts'
import { plainText } from './plain-text.ts'

/** The table as RFC 4180 has it. */
export function tableCsv({ head, rows }: TableBlock): string {
  return [head, ...rows.flat()].map(line).join('\r\n') + '\r\n'
}

function line({ cells }: TableRow): string {
  return cells.map((cell) => csvField(plainText(cell))).join(',')
}
