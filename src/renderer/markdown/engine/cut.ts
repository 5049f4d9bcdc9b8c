import { splitLines } from './blocks.ts'
import type { OpenPath } from './open-path.ts'
import { childParts, isDefinition, topLevelParts, type Part, type Token } from './syntax.ts'

/**
 * What may settle of a text of full lines: the lines before `line`. Of its last part the blocks `open`, each inside the
 * one before, stay open; with `leaf` so does a table or a fence in the last of them. `count` parts of the text settle.
 */
export type Cut = {
  readonly line: number
  readonly open: readonly Part[]
  readonly leaf: boolean
  readonly count: number
}

/** A text that was parsed behind the prefix of an open path, which has `shift` lines. */
export type Look = {
  readonly tokens: readonly Token[]
  readonly shift: number
  readonly path: OpenPath
  /** The line behind the last one. */
  readonly end: number
  readonly endsBlank: boolean
}

type Inner = Omit<Cut, 'count'>

/**
 * A document may be cut at any start of a part: the parser decides by the lines from there on. So all parts but the
 * last are final, and so are, inside the last one, all but the last. A definition as the last one is final when a blank
 * line is behind it; and the paragraph right behind a definition may yet turn out to be its title, so the two settle
 * together.
 */
export function findCut(look: Look): Cut | undefined {
  const parts = topLevelParts(look.tokens)
  const last = parts.at(-1)
  if (last && isDefinition(last) && look.endsBlank)
    return { line: look.end, open: [], leaf: false, count: parts.length }
  const cut = cutIn(parts, look)
  if (!cut) return undefined
  const staysOpen = cut.leaf || cut.open.length > 0
  return { ...cut, count: staysOpen ? parts.length : parts.length - 1 }
}

/** Whether nothing stays open behind a cut: it lies before a part of its own. */
export function isBetweenParts({ open, leaf }: Cut): boolean {
  return open.length === 0 && !leaf
}

/** Whether a part that is not whole yet may settle piece by piece. */
export function maySettleInside([first]: Part): boolean {
  return first !== undefined && inwards.has(first.type)
}

const inwards = new Set([
  'blockquote_open',
  'note_open',
  'bullet_list_open',
  'ordered_list_open',
  'table_open',
  'fence',
])

function cutIn(parts: readonly Part[], look: Look): Inner | undefined {
  const last = parts.at(-1)
  const before = parts.at(-2)
  if (!last) return undefined
  const isJoined = before && isDefinition(before) && endLine(before) === firstLine(last)
  if (isJoined && mayBeTitle(last)) return undefined
  return cutInside(last, look) ?? cutBefore(last, look)
}

function cutBefore(part: Part, { shift }: Look): Inner | undefined {
  const line = firstLine(part)
  return line > shift ? { line, open: [], leaf: false } : undefined
}

function cutInside(part: Part, look: Look): Inner | undefined {
  switch (part[0]?.type) {
    case 'blockquote_open':
    case 'note_open':
      return within(part, cutIn(childParts(part), look))
    case 'bullet_list_open':
    case 'ordered_list_open':
      return cutInList(part, look)
    case 'table_open':
      return cutInTable(part, look)
    case 'fence':
      return cutInFence(part, look)
    default:
      return undefined
  }
}

/** A block is opened only behind its first line, which has its mark. */
function within(part: Part, cut: Inner | undefined): Inner | undefined {
  if (!cut || cut.line <= firstLine(part)) return undefined
  return { ...cut, open: [part, ...cut.open] }
}

function cutInList(list: Part, look: Look): Inner | undefined {
  const item = childParts(list).at(-1)
  if (!item) return undefined
  return within(list, within(item, cutIn(childParts(item), look)) ?? cutBefore(item, look))
}

function cutInTable(table: Part, { shift, path }: Look): Inner | undefined {
  // Behind a piece of a long paragraph this is no table: the line that seems its head began before.
  if (path.leaf?.type === 'paragraph' && firstLine(table) <= shift) return undefined
  const row = table.findLast((token) => token.type === 'tr_open')
  const line = row?.map?.[0] ?? 0
  return line > Math.max(shift, firstLine(table) + 2) ? { line, open: [], leaf: true } : undefined
}

/**
 * All lines of a fence that is not closed are final, but for blank ones at its end, which may make a list loose. At the
 * top a fence is not parsed at all: see fence.ts.
 */
function cutInFence(fence: Part, { shift }: Look): Inner | undefined {
  const [token] = fence
  if (!token || token.level === 0) return undefined
  const lines = splitLines(token.content)
  const first = firstLine(fence) + 1
  if (endLine(fence) - first !== lines.length) return undefined
  const line = first + lines.findLastIndex((each) => each.trim() !== '') + 1
  return line > Math.max(shift, first) ? { line, open: [], leaf: true } : undefined
}

function mayBeTitle(part: Part): boolean {
  return (
    part[0]?.type === 'paragraph_open' || part[0]?.type === 'table_open' || part[0]?.type === 'heading_open'
  )
}

/** Where each line of `text` begins, and where one more would. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The line a block begins on. */
export function firstLine(block: Part): number {
  return block[0]?.map?.[0] ?? 0
}

/** The line behind a block's last one. */
export function endLine(block: Part): number {
  return block[0]?.map?.[1] ?? 0
}
