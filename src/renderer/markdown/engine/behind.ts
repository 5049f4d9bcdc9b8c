import { buildBlock, buildItem, splitLines } from './blocks.ts'
import type { InlineParser } from './inline.ts'
import { joined } from './nodes.ts'
import { blockOfLeaf, listOf } from './open-nodes.ts'
import {
  continuedText,
  type Frame,
  type ItemFrame,
  type ListFrame,
  type OpenLeaf,
  type OpenPath,
} from './open-path.ts'
import { childParts, visibleParts, type Part } from './syntax.ts'
import { buildRow, rowParts } from './table.ts'
import { hasText, isTight } from './tightness.ts'
import type { Block, ListItem } from './tree.ts'

/** The blocks of `parts`, the first of which go on with `path`, as they stand now: nothing of it settles. */
export function readBehind(parts: readonly Part[], path: OpenPath, inline: InlineParser): Block[] {
  const [frame, ...frames] = path.frames
  const isOpen = frame !== undefined || path.leaf !== undefined
  const [first, ...others] = parts
  const rest = (isOpen ? others : parts).map((part) => buildBlock(part, inline))
  if (frame && frame.type !== 'item')
    return [readFrame(frame, first ?? [], { frames, leaf: path.leaf }, inline), ...rest]
  return path.leaf ? [...readLeaf(path.leaf, first, inline), ...rest] : rest
}

function readFrame(
  frame: Exclude<Frame, ItemFrame>,
  part: Part,
  path: OpenPath,
  inline: InlineParser,
): Block {
  if (frame.type === 'list') return readList(frame, part, path, inline)
  const parts = visibleParts(childParts(part)).slice(1)
  const children = joined(frame.children, readBehind(parts, path, inline))
  if (frame.type === 'quote') return { type: 'quote', children }
  return { type: 'footnote', label: frame.label, children }
}

function readList(list: ListFrame, part: Part, { frames, leaf }: OpenPath, inline: InlineParser): Block {
  const [first, ...items] = childParts(part)
  const [item, ...inner] = frames
  const open = first && item?.type === 'item' ? [readItem(item, first, { frames: inner, leaf }, inline)] : []
  const added = [...open, ...items.map((each) => buildItem(each, inline))]
  return listOf(list, added, list.isLoose || !isTight(part), list.hasText || hasText(part, 1))
}

function readItem(item: ItemFrame, part: Part, path: OpenPath, inline: InlineParser): ListItem {
  const parts = visibleParts(childParts(part)).slice(2)
  return { task: item.task, children: joined(item.children, readBehind(parts, path, inline)) }
}

function readLeaf(leaf: OpenLeaf, part: Part | undefined, inline: InlineParser): Block[] {
  if (!part) return [blockOfLeaf(leaf)]
  if (leaf.type === 'table') {
    const rows = rowParts(part).map((row) => buildRow(row, inline))
    return [{ type: 'table', align: leaf.align, head: leaf.head, rows: joined(leaf.rows, rows) }]
  }
  if (leaf.type === 'code') return [readCode(leaf.language, leaf.lines, splitLines(part[0]?.content ?? ''))]
  const text = continuedText(part)
  if (text === undefined) return [blockOfLeaf(leaf), buildBlock(part, inline)]
  return [{ type: 'paragraph', parts: text ? [...leaf.parts, inline(text)] : [...leaf.parts] }]
}

/** The settled lines are shared with the view as long as only the last line is new. */
function readCode(language: string, lines: readonly string[], added: readonly string[]): Block {
  const [only = '', ...more] = added
  if (more.length === 0) return { type: 'code', language, lines, rest: only, open: true }
  return { type: 'code', language, lines: [...lines, ...added], rest: '', open: true }
}
