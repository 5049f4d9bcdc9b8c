import { buildItems, isTight } from './blocks.ts'
import { parseInline } from './inline.ts'
import {
  continuedItems,
  continuedText,
  snapshotOf,
  type OpenBlock,
  type OpenList,
  type OpenParagraph,
  type OpenTable,
} from './open-block.ts'
import type { ReferenceTable } from './references.ts'
import { pushToRuns, replaceInRuns, runsLength } from './runs.ts'
import type { SettledBlocks } from './settled.ts'
import { parseBlocks, type Environment, type Syntax, type Token } from './syntax.ts'
import { buildTable } from './table.ts'

/** What settled parts are built with. */
export type Ground = {
  readonly syntax: Syntax
  readonly references: ReferenceTable
  readonly settled: SettledBlocks
}

/** Settles the first items of a list. */
export function addFirstItems(ground: Ground, open: OpenList, part: readonly Token[]): void {
  addNodes(ground, open, open.items, (environment) =>
    buildItems(part, (content) => parseInline(ground.syntax, content, environment)),
  )
}

/** Settles the items of one more part of the open list. */
export function addItems(ground: Ground, open: OpenList, part: readonly Token[]): void {
  addNodes(ground, open, open.items, (environment) =>
    continuedItems(part, (content) => parseInline(ground.syntax, content, environment)),
  )
}

/** Settles the rows of one more part of the open table. */
export function addRows(ground: Ground, open: OpenTable, part: readonly Token[]): void {
  addNodes(ground, open, open.rows, (environment) =>
    buildTable(part, (content) => parseInline(ground.syntax, content, environment)).rows.flat(),
  )
}

/** Settles one more piece of the open paragraph's text. */
export function addText(ground: Ground, open: OpenParagraph, text: string): void {
  const { environment } = ground.references.layer()
  const at = open.parts.length
  const id = ground.settled.count
  ground.references.build(() => {
    open.parts[at] = parseInline(ground.syntax, text, environment)
    ground.settled.replace(id, snapshotOf(open))
  })
}

/** Opens a table whose two head lines are `prefix`. */
export function openTable(ground: Ground, prefix: string): OpenTable {
  const open: OpenTable = { type: 'table', prefix, align: [], head: { cells: [] }, rows: [] }
  const { environment } = ground.references.layer()
  const tokens = parseBlocks(ground.syntax, prefix, environment)
  const id = ground.settled.count
  ground.references.build(() => {
    const table = buildTable(tokens, (content) => parseInline(ground.syntax, content, environment))
    open.align = table.align
    open.head = table.head
    ground.settled.replace(id, snapshotOf(open))
  })
  return open
}

/** Adds the last part of an open block and settles it; false when `part` turned out to be a block of its own. */
export function closeWith(ground: Ground, open: OpenBlock, part: readonly Token[]): boolean {
  const isOwn = addLastPart(ground, open, part)
  ground.settled.push(snapshotOf(open))
  return isOwn
}

function addLastPart(ground: Ground, open: OpenBlock, part: readonly Token[]): boolean {
  if (open.type === 'list') {
    open.tight &&= isTight(part)
    addItems(ground, open, part)
  }
  if (open.type === 'table') addRows(ground, open, part)
  if (open.type !== 'paragraph') return true
  const text = continuedText(part)
  if (text !== undefined) addText(ground, open, text)
  return text !== undefined
}

/** Adds nodes once; a later run of the same build, for a late definition, puts them in the same places. */
function addNodes<T>(
  ground: Ground,
  open: OpenBlock,
  runs: (readonly T[])[],
  build: (environment: Environment) => readonly T[],
): void {
  const { environment } = ground.references.layer()
  const id = ground.settled.count
  const first = runsLength(runs)
  let isAdded = false
  ground.references.build(() => {
    const nodes = build(environment)
    if (isAdded) replaceInRuns(runs, first, nodes)
    else pushToRuns(runs, nodes)
    isAdded = true
    ground.settled.replace(id, snapshotOf(open))
  })
}
