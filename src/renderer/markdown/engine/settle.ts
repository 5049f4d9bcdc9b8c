import { buildBlock, buildItem, splitLines } from './blocks.ts'
import type { Cut } from './cut.ts'
import { openCode, openFrame, openItem, seeList, type FrameSource } from './frames.ts'
import { parseInline, type InlineParser } from './inline.ts'
import { Nodes, type Place } from './nodes.ts'
import { closeFrame, closeItem, closeLeaf } from './open-nodes.ts'
import {
  closedPath,
  continuedText,
  type Frame,
  type ItemFrame,
  type ListFrame,
  type OpenLeaf,
  type OpenParagraph,
  type OpenPath,
  type OpenTable,
} from './open-path.ts'
import type { ReferenceTable } from './references.ts'
import { childParts, visibleParts, type Environment, type Part, type Syntax } from './syntax.ts'
import { buildRow, buildTable, rowParts } from './table.ts'
import type { Block } from './tree.ts'

/** What stays open of the last part. */
type Kept = Pick<Cut, 'open' | 'leaf'>

/** What goes on inside a frame. */
type Rest = { readonly path: OpenPath; readonly kept: Kept; readonly isNew: boolean }

const nothing: Kept = { open: [], leaf: false }

/** Settles parts of a text that cannot change any more, behind and inside an open path. */
export class Settling {
  readonly #references: ReferenceTable
  readonly #inline: InlineParser
  /** Of the text that showed where to cut: it tells of what is open more than the text that is cut off. */
  readonly #source: FrameSource

  constructor(syntax: Syntax, references: ReferenceTable, environment: Environment, source: FrameSource) {
    this.#references = references
    this.#inline = (content) => parseInline(syntax, content, environment)
    this.#source = source
  }

  /** Settles all `parts`, the first of which go on with `path`; returns the path of what stays open. */
  parts(place: Place<Block>, parts: readonly Part[], path: OpenPath, kept: Kept = nothing): OpenPath {
    let open = closedPath
    for (const [index, part] of parts.entries()) {
      const before = index === 0 ? path : closedPath
      open = this.#part(place, part, before, index === parts.length - 1 ? kept : nothing)
    }
    return open
  }

  /** Settles one more piece of an open paragraph's text. */
  text(leaf: OpenParagraph, text: string): void {
    if (!text) return
    const at = leaf.parts.length
    this.#references.build(() => {
      leaf.parts[at] = this.#inline(text)
      leaf.onReplace()
    })
  }

  #part(place: Place<Block>, part: Part, path: OpenPath, kept: Kept): OpenPath {
    const [frame] = path.frames
    if (frame && frame.type !== 'item')
      return this.#frame(place, frame, part, { path: pathInside(path), kept, isNew: false })
    if (path.leaf) return this.#leaf(place, path.leaf, part, kept)
    const [opened] = kept.open
    const fresh = opened && openFrame(opened, part, this.#source)
    if (fresh) return this.#frame(place, fresh, part, { path: closedPath, kept, isNew: true })
    if (kept.leaf) return this.#freshLeaf(place, part)
    this.#node(place, () => buildBlock(part, this.#inline))
    return closedPath
  }

  #frame(place: Place<Block>, frame: Exclude<Frame, ItemFrame>, part: Part, rest: Rest): OpenPath {
    const deeper = this.#inFrame(frame, part, rest)
    if (rest.kept.open.length > 0) return { ...deeper, frames: [frame, ...deeper.frames] }
    closeFrame(place, frame)
    return closedPath
  }

  #inFrame(frame: Exclude<Frame, ItemFrame>, part: Part, { path, kept, isNew }: Rest): OpenPath {
    const inner = keptInside(kept)
    if (frame.type === 'list') {
      if (!isNew) seeList(frame, kept.open[0] ?? part, part)
      return this.#items(frame, childParts(part), { path, kept: inner, isNew })
    }
    const parts = visibleParts(childParts(part)).slice(isNew ? 0 : 1)
    return this.parts(frame.children, parts, path, inner)
  }

  #items(list: ListFrame, items: readonly Part[], { path, kept, isNew }: Rest): OpenPath {
    let open = closedPath
    for (const [index, item] of items.entries()) {
      const keptHere = index === items.length - 1 ? kept : nothing
      const [known] = index === 0 ? path.frames : []
      if (known?.type === 'item')
        open = this.#item(list, known, item, { path: pathInside(path), kept: keptHere, isNew: false })
      else if (index > 0 || isNew) open = this.#freshItem(list, item, keptHere)
    }
    return open
  }

  #freshItem(list: ListFrame, item: Part, kept: Kept): OpenPath {
    const [opened] = kept.open
    const frame = opened && openItem(opened, item, this.#source)
    if (!frame) {
      this.#node(list.items, () => buildItem(item, this.#inline))
      return closedPath
    }
    return this.#item(list, frame, item, { path: closedPath, kept, isNew: true })
  }

  #item(list: ListFrame, frame: ItemFrame, item: Part, { path, kept, isNew }: Rest): OpenPath {
    const parts = visibleParts(childParts(item)).slice(isNew ? 0 : 2)
    const deeper = this.parts(frame.children, parts, path, keptInside(kept))
    if (kept.open.length > 0) return { ...deeper, frames: [frame, ...deeper.frames] }
    closeItem(list, frame)
    return closedPath
  }

  #freshLeaf(place: Place<Block>, part: Part): OpenPath {
    const [first] = part
    if (first?.type === 'fence') {
      const leaf = openCode(first, this.#source)
      return this.#leaf(place, leaf, part, { open: [], leaf: true })
    }
    const leaf: OpenTable = { type: 'table', align: [], head: { cells: [] }, rows: new Nodes() }
    this.#references.build(() => {
      const table = buildTable(part, this.#inline)
      leaf.align = table.align
      leaf.head = table.head
      leaf.rows.onReplace()
    })
    return this.#leaf(place, leaf, part, { open: [], leaf: true })
  }

  #leaf(place: Place<Block>, leaf: OpenLeaf, part: Part, kept: Kept): OpenPath {
    if (leaf.type === 'paragraph') return this.#endOfText(place, leaf, part)
    if (leaf.type === 'code') leaf.lines.push(...splitLines(part[0]?.content ?? ''))
    else this.#rows(leaf, part)
    if (kept.leaf) return { frames: [], leaf }
    closeLeaf(place, leaf)
    return closedPath
  }

  #endOfText(place: Place<Block>, leaf: OpenParagraph, part: Part): OpenPath {
    const text = continuedText(part)
    if (text !== undefined) this.text(leaf, text)
    closeLeaf(place, leaf)
    if (text === undefined) this.#node(place, () => buildBlock(part, this.#inline))
    return closedPath
  }

  #rows(leaf: OpenTable, part: Part): void {
    for (const row of rowParts(part)) this.#node(leaf.rows, () => buildRow(row, this.#inline))
  }

  /** Adds a node; when it is built again, for a late definition, it is put in the same place. */
  #node<T>(place: Place<T>, build: () => T): void {
    const at = place.count
    this.#references.build(() => {
      const node = build()
      if (at < place.count) place.replace(at, node)
      else place.push(node)
    })
  }
}

function keptInside({ open, leaf }: Kept): Kept {
  return open.length > 0 ? { open: open.slice(1), leaf } : nothing
}

function pathInside({ frames, leaf }: OpenPath): OpenPath {
  return { frames: frames.slice(1), leaf }
}
