import { fenceLanguage, hasItemText, isTight, listStart } from './blocks.ts'
import { firstLine } from './cut.ts'
import { FenceScanner, readFenceHead } from './fence.ts'
import { prefixOf, type OpenBlock, type OpenFence, type OpenList, type OpenTable } from './open-block.ts'
import { addFirstItems, addItems, addRows, openTable, type Ground } from './parts.ts'
import { parseBlocks, topLevelBlocks, type Token } from './syntax.ts'

/** Full lines that hold one block, what that block already is, and how many lines of a prefix are not theirs. */
export type OpenLines = {
  readonly full: string
  readonly starts: readonly number[]
  readonly shift: number
  readonly open: OpenBlock | undefined
}

/** What the block is now, and how many characters of its lines are settled or, for a fence, no longer the parser's. */
export type Advance<T extends OpenBlock> = { readonly open: T; readonly cut: number }

/** Settles all items but the last; undefined while there is nothing to settle. */
export function settleItems(
  ground: Ground,
  list: readonly Token[],
  lines: OpenLines,
): Advance<OpenList> | undefined {
  const { full, starts, shift } = lines
  const items = list.filter((token) => token.type === 'list_item_open' && token.level === 1)
  const [first] = list
  if (!first || items.length < 2 + shift || !hasItemText(list)) return undefined
  const cut = startOf(starts, (items.at(-1)?.map?.[0] ?? 0) - shift)
  const text = full.slice(0, cut)
  const known = lines.open?.type === 'list' ? lines.open : undefined
  const open = known ?? openList(first)
  const layer = ground.references.layer()
  const [part] = topLevelBlocks(parseBlocks(ground.syntax, prefixOf(known, text) + text, layer.environment))
  ground.references.commit(layer)
  open.tight &&= isTight(list)
  if (part && known) addItems(ground, open, part)
  else if (part) addFirstItems(ground, open, part)
  ground.references.resolve()
  return { open, cut }
}

/** Settles all rows but the last; undefined while there is nothing to settle. */
export function settleRows(
  ground: Ground,
  table: readonly Token[],
  lines: OpenLines,
): Advance<OpenTable> | undefined {
  const { full, starts, shift } = lines
  const rows = table.filter((token) => token.type === 'tr_open' && token.level === 2).slice(1)
  // Behind a piece of a long paragraph this is no table: the line that seems its head began before.
  if (rows.length < 2 || lines.open?.type === 'paragraph') return undefined
  const cut = startOf(starts, (rows.at(-1)?.map?.[0] ?? 0) - shift)
  const line = firstLine(table)
  const known = lines.open?.type === 'table' ? lines.open : undefined
  const open = known ?? openTable(ground, full.slice(startOf(starts, line), startOf(starts, line + 2)))
  const body = full.slice(known ? 0 : startOf(starts, line + 2), cut)
  const { environment } = ground.references.layer()
  const [part] = topLevelBlocks(parseBlocks(ground.syntax, open.prefix + body, environment))
  if (part) addRows(ground, open, part)
  return { open, cut }
}

/** Takes a fence out of the parser's hands behind its first line. */
export function openFence(fence: readonly Token[], lines: OpenLines): Advance<OpenFence> | undefined {
  const line = firstLine(fence)
  const from = startOf(lines.starts, line)
  const cut = lines.starts[line + 1] ?? lines.full.length
  const head = readFenceHead(lines.full.slice(from, cut - 1))
  if (lines.open || !head) return undefined
  const language = fenceLanguage(fence[0]?.info ?? '')
  return { open: { type: 'fence', language, scanner: new FenceScanner(head) }, cut }
}

function openList(first: Token): OpenList {
  const ordered = first.type === 'ordered_list_open'
  const marker = ordered ? `1${first.markup}` : first.markup
  return { type: 'list', ordered, start: listStart(first), marker, tight: true, items: [] }
}

function startOf(starts: readonly number[], line: number): number {
  return starts[line] ?? 0
}
