import { isDefinition, type Token } from './syntax.ts'

/**
 * What may settle of a text of full lines: nothing yet, whole parts (`count` of them, up to the character `end`), or
 * finished pieces inside `block`, the only one there is.
 */
export type Cut =
  | { readonly type: 'none' }
  | { readonly type: 'parts'; readonly end: number; readonly count: number }
  | { readonly type: 'inside'; readonly block: readonly Token[] }

/**
 * A document may be cut at any start of a top-level part: the parser decides by the lines from there on. So all parts
 * but the last are final. A definition as the last one is final when a blank line is behind it; and the paragraph
 * right behind a definition may yet turn out to be its title, so the two settle together.
 */
export function findCut(
  parts: readonly Token[][],
  full: string,
  starts: readonly number[],
  shift: number,
): Cut {
  const last = parts.at(-1)
  if (!last) return { type: 'none' }
  if (isDefinition(last) && /\n[ \t]*\n$/.test(full))
    return { type: 'parts', end: full.length, count: parts.length }
  const before = parts.at(-2)
  if (!before) return { type: 'inside', block: last }
  const isJoined = isDefinition(before) && endLine(before) === firstLine(last)
  if (isJoined && mayBeTitle(last)) return { type: 'none' }
  return { type: 'parts', end: starts[firstLine(last) - shift] ?? full.length, count: parts.length - 1 }
}

function mayBeTitle(part: readonly Token[]): boolean {
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
export function firstLine(block: readonly Token[]): number {
  return block[0]?.map?.[0] ?? 0
}

/** The line behind a block's last one. */
export function endLine(block: readonly Token[]): number {
  return block[0]?.map?.[1] ?? 0
}
