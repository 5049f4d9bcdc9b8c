import { assertNever } from '../../../contract/assert-never.ts'
import { joined, type Place } from './nodes.ts'
import type { Frame, ItemFrame, ListFrame, OpenLeaf } from './open-path.ts'
import type { Block, ListItem } from './tree.ts'

type BlockFrame = Exclude<Frame, ItemFrame>

/** The block of an open frame, with the parts settled so far. */
export function blockOfFrame(frame: BlockFrame): Block {
  switch (frame.type) {
    case 'quote':
      return { type: 'quote', children: frame.children.snapshot() }
    case 'footnote':
      return { type: 'footnote', label: frame.label, children: frame.children.snapshot() }
    case 'list':
      return listOf(frame, [], frame.isLoose, frame.hasText)
    default:
      return assertNever(frame)
  }
}

/** The list with `added` items behind its settled ones. */
export function listOf(
  frame: ListFrame,
  added: readonly ListItem[],
  isLoose: boolean,
  hasText: boolean,
): Block {
  const { ordered, start } = frame
  return { type: 'list', ordered, start, tight: !(isLoose && hasText), items: joined(frame.items, added) }
}

/** The open item, with the parts settled so far. */
export function itemOfFrame(frame: ItemFrame): ListItem {
  return { task: frame.task, children: frame.children.snapshot() }
}

/** The block of an open leaf, with the parts settled so far. */
export function blockOfLeaf(leaf: OpenLeaf): Block {
  switch (leaf.type) {
    case 'table':
      return { type: 'table', align: leaf.align, head: leaf.head, rows: leaf.rows.snapshot() }
    case 'code':
      return { type: 'code', language: leaf.language, lines: leaf.lines, rest: '' }
    case 'paragraph':
      return { type: 'paragraph', parts: [...leaf.parts] }
    default:
      return assertNever(leaf)
  }
}

/** Settles a frame in `place`; a part of it that changes later, for a late definition, changes it there too. */
export function closeFrame(place: Place<Block>, frame: BlockFrame): void {
  const at = place.count
  place.push(blockOfFrame(frame))
  const nodes = frame.type === 'list' ? frame.items : frame.children
  nodes.onReplace = () => place.replace(at, blockOfFrame(frame))
}

/** Settles the open item of a list. */
export function closeItem(list: ListFrame, item: ItemFrame): void {
  const at = list.items.count
  list.items.push(itemOfFrame(item))
  item.children.onReplace = () => list.items.replace(at, itemOfFrame(item))
}

/** Settles a leaf in `place`. */
export function closeLeaf(place: Place<Block>, leaf: OpenLeaf): void {
  const at = place.count
  place.push(blockOfLeaf(leaf))
  const onReplace = () => place.replace(at, blockOfLeaf(leaf))
  if (leaf.type === 'table') leaf.rows.onReplace = onReplace
  if (leaf.type === 'paragraph') leaf.onReplace = onReplace
}
