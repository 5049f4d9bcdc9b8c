import { fenceLanguage, takeTask } from './blocks.ts'
import { metaText } from './inline.ts'
import { Nodes } from './nodes.ts'
import type { Frame, ItemFrame, ListFrame, OpenCode } from './open-path.ts'
import type { BlockStart, Part, Token } from './syntax.ts'
import { hasText, isLoose, isTight } from './tightness.ts'

/** What a frame is made from, beside its tokens. */
export type FrameSource = {
  /** The text that was parsed. */
  readonly text: string
  readonly starts: readonly BlockStart[]
  /** A line inside the frame. */
  readonly line: number
}

/** A frame for the quote, footnote or list that `part` opens; `settling` is its settled part. */
export function openFrame(
  part: Part,
  settling: Part,
  source: FrameSource,
): Exclude<Frame, ItemFrame> | undefined {
  const [first] = part
  switch (first?.type) {
    case 'blockquote_open':
      return { type: 'quote', children: new Nodes() }
    case 'note_open': {
      const label = metaText(first, 'label')
      return { type: 'footnote', label, indent: indentInside(first, source), children: new Nodes() }
    }
    case 'bullet_list_open':
    case 'ordered_list_open':
      return openList(first, part, settling, source)
    default:
      return undefined
  }
}

function openList(first: Token, part: Part, settling: Part, { text }: FrameSource): ListFrame {
  const ordered = first.type === 'ordered_list_open'
  return {
    type: 'list',
    ordered,
    start: Number(first.attrGet('start') ?? 1),
    marker: ordered ? `1${first.markup}` : first.markup,
    isLoose: isLoose(part, text),
    hasText: hasText(settling),
    items: new Nodes(),
  }
}

/** A frame for the item that `part` opens; the mark of a task is taken off the text of `settling`, its settled part. */
export function openItem(part: Part, settling: Part, source: FrameSource): ItemFrame | undefined {
  const [first] = part
  if (!first) return undefined
  return {
    type: 'item',
    task: takeTask(settling),
    marker: first.info + first.markup,
    indent: indentInside(first, source),
    children: new Nodes(),
  }
}

/**
 * Takes in what `settling` tells of a list that is open already. What `seen` tells, with the part that stays open, counts
 * for blank lines only: its last paragraph may yet become a heading. Behind its prefix, one paragraph is not its own.
 */
export function seeList(frame: ListFrame, seen: Part, settling: Part): void {
  frame.isLoose ||= !isTight(seen)
  frame.hasText ||= hasText(settling, 1)
}

/** A leaf for a fence whose lines settle one by one. */
export function openCode(fence: Token, { starts }: FrameSource): OpenCode {
  const line = fence.map?.[0] ?? 0
  const column = starts.findLast((start) => start.line === line && start.level === fence.level)?.column ?? 0
  const opening = fence.markup + fence.info
  return { type: 'code', language: fenceLanguage(fence.info), opening, column, lines: [] }
}

/** The column at which lines begin inside the block that `open` opens. */
function indentInside({ level }: Token, { starts, line }: FrameSource): number {
  return starts.findLast((start) => start.level === level + 1 && start.line <= line)?.indent ?? 0
}
