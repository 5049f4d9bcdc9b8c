import type { Env, StateBlock, StateInline } from 'markdown-it'

const OPEN_BRACKET = 91
const CARET = 94
const definitionHead = /^\[\^([^\]\s[]+)\]:[ \t]*/

/** `[^label]: text`, continued by lines indented four columns. */
export function footnoteBlockRule(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (!startsNote(state.src, from)) return false
  const head = definitionHead.exec(state.src.slice(from, state.eMarks[startLine]))
  const label = head?.[1]
  if (!head || !label) return false
  if (silent) return true
  notesOf(state)[label] = true
  const open = state.push('note_open', '', 1)
  open.meta = { label }
  tokenizeBody(state, startLine, endLine, from + head[0].length)
  open.map = [startLine, state.line]
  state.push('note_close', '', -1)
  return true
}

/** Parses the note's blocks as if their first line began behind the label; what is changed for that is put back. */
function tokenizeBody(state: StateBlock, line: number, endLine: number, from: number): void {
  const { blkIndent, parentType } = state
  const bMark = state.bMarks[line] ?? 0
  const tShift = state.tShift[line] ?? 0
  const sCount = state.sCount[line] ?? 0
  state.bMarks[line] = from
  state.tShift[line] = 0
  state.sCount[line] = blkIndent + 4
  state.blkIndent = blkIndent + 4
  state.parentType = 'blockquote'
  state.md.block.tokenize(state, line, endLine)
  state.bMarks[line] = bMark
  state.tShift[line] = tShift
  state.sCount[line] = sCount
  state.blkIndent = blkIndent
  state.parentType = parentType
}

/** `[^label]`, when a note of that label is defined. */
export function footnoteInlineRule(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (!startsNote(src, pos)) return false
  const end = src.indexOf(']', pos + 2)
  if (end <= pos + 2 || end >= state.posMax) return false
  const label = src.slice(pos + 2, end)
  if (/[\s[]/.test(label) || !notesOf(state)[label]) return false
  if (!silent) state.push('note_ref', '', 0).meta = { label }
  state.pos = end + 1
  return true
}

function startsNote(source: string, at: number): boolean {
  return source.charCodeAt(at) === OPEN_BRACKET && source.charCodeAt(at + 1) === CARET
}

/** The notes of the environment that syntax.ts runs every parse with. */
function notesOf(state: { env: Env }): Record<string, unknown> {
  const notes = state.env['notes']
  return isRecord(notes) ? notes : {}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
