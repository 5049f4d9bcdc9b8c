import { openFrame, openItem, type FrameSource } from './frames.ts'
import type { Frame, OpenParagraph, OpenPath } from './open-path.ts'
import { childParts, visibleParts, type Part } from './syntax.ts'

/** The paragraph with which a text begins, and the blocks that it stands in. */
export type FirstText = {
  readonly frames: readonly Frame[]
  readonly leaf: OpenParagraph
  /** What of it is not settled yet. */
  readonly text: string
}

/** Looks for a paragraph that begins, or goes on, on the first line behind the prefix of `path`. */
export function findFirstText(
  parts: readonly Part[],
  path: OpenPath,
  source: FrameSource,
): FirstText | undefined {
  const [part] = parts
  const [frame, ...frames] = path.frames
  const rest = { frames, leaf: path.leaf }
  if (!part) return undefined
  if (frame?.type === 'list') return withFrame(frame, inList(part, rest, source))
  if (frame) return withFrame(frame, findFirstText(visibleParts(childParts(part)).slice(1), rest, source))
  if (part[0]?.type === 'paragraph_open') return textOf(part, path.leaf, source)
  if (path.leaf) return undefined
  return inNewFrame(part, path, source)
}

function textOf(part: Part, leaf: OpenPath['leaf'], { line }: FrameSource): FirstText | undefined {
  const content = part[1]?.content ?? ''
  if (part[0]?.map?.[0] !== line) return undefined
  if (leaf?.type === 'paragraph') return { frames: [], leaf, text: content.slice(1) }
  return leaf
    ? undefined
    : { frames: [], leaf: { type: 'paragraph', parts: [], onReplace() {} }, text: content }
}

function inList(part: Part, { frames, leaf }: OpenPath, source: FrameSource): FirstText | undefined {
  const [first, second] = childParts(part)
  const [item, ...inner] = frames
  if (first && item?.type === 'item') {
    const parts = visibleParts(childParts(first)).slice(2)
    return withFrame(item, findFirstText(parts, { frames: inner, leaf }, source))
  }
  return inNewItem(second, source)
}

function inNewFrame(part: Part, path: OpenPath, source: FrameSource): FirstText | undefined {
  const frame = openFrame(part, part, source)
  if (!frame) return undefined
  if (frame.type === 'list') return withFrame(frame, inNewItem(childParts(part)[0], source))
  return withFrame(frame, findFirstText(visibleParts(childParts(part)), path, source))
}

function inNewItem(item: Part | undefined, source: FrameSource): FirstText | undefined {
  const frame = item && openItem(item, item, source)
  if (!frame) return undefined
  return withFrame(
    frame,
    findFirstText(visibleParts(childParts(item)), { frames: [], leaf: undefined }, source),
  )
}

function withFrame(frame: Frame, found: FirstText | undefined): FirstText | undefined {
  return found && { ...found, frames: [frame, ...found.frames] }
}

/**
 * Where the last `left` characters of a paragraph's text begin in the raw text it was read from, whose lines may have
 * marks before them; undefined when they are not found there.
 */
export function rawCut(raw: string, text: string, cut: number): number | undefined {
  const lineIndex = text.slice(0, cut).split('\n').length - 1
  const rest = text.slice(cut).split('\n', 1)[0] ?? ''
  let from = 0
  for (let index = 0; index < lineIndex; index++) {
    const end = raw.indexOf('\n', from)
    if (end < 0) return undefined
    from = end + 1
  }
  const newline = raw.indexOf('\n', from)
  const line = raw.slice(from, newline < 0 ? raw.length : newline)
  const at = from + line.lastIndexOf(rest)
  return rest !== '' && at >= from ? at : undefined
}
