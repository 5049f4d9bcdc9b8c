import type { InlineParser } from './inline.ts'
import { toRuns } from './runs.ts'
import { topLevelParts, type Part, type Token } from './syntax.ts'
import type { ColumnAlign, Inline, TableBlock, TableRow } from './tree.ts'

type Cursor = { readonly tokens: readonly Token[]; at: number }

/** The table made of `tokens`, which begin with `table_open`. */
export function buildTable(tokens: readonly Token[], inline: InlineParser): TableBlock {
  return readTable({ tokens, at: 1 }, inline)
}

/** Reads a table whose opening token was just taken, and its close. */
export function readTable(cursor: Cursor, inline: InlineParser): TableBlock {
  const align: ColumnAlign[] = []
  const rows: { cells: (readonly Inline[])[] }[] = []
  for (let token = cursor.tokens[cursor.at++]; token; token = cursor.tokens[cursor.at++]) {
    if (token.type === 'table_close') break
    if (token.type === 'tr_open') rows.push({ cells: [] })
    if (token.type === 'th_open') align.push(alignOf(token))
    if (token.type === 'inline') rows.at(-1)?.cells.push(inline(token.content))
  }
  return { type: 'table', align, head: rows[0] ?? { cells: [] }, rows: toRuns(rows.slice(1)) }
}

/** The rows of a table under its head, each as the tokens that make it. */
export function rowParts(table: Part): Part[] {
  const [, body] = topLevelParts(table.slice(1, -1))
  return body ? topLevelParts(body.slice(1, -1)) : []
}

/** The row made of `tokens`, one of `rowParts`. */
export function buildRow(tokens: Part, inline: InlineParser): TableRow {
  return { cells: tokens.filter(({ type }) => type === 'inline').map(({ content }) => inline(content)) }
}

function alignOf(head: Token): ColumnAlign {
  const style = String(head.attrGet('style') ?? '')
  if (style.endsWith('left')) return 'left'
  if (style.endsWith('center')) return 'center'
  return style.endsWith('right') ? 'right' : 'none'
}
