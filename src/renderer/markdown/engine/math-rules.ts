import type { StateBlock, StateInline } from 'markdown-it'

const BACKSLASH = 92
const DOLLAR = 36
const BACKTICK = 96

export type MathSpan = {
  /** Length of the opening mark. */
  readonly open: number
  /** Where the closing mark begins, or -1 when there is none. */
  readonly end: number
  /** Length of the closing mark. */
  readonly close: number
}

/** `$$ ... $$` and `\[ ... \]` as blocks; one without an end runs to the end of its container, as a fence does. */
export function mathBlockRule(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (indentOf(state, startLine) - state.blkIndent >= 4) return false
  const first = lineText(state, startLine)
  const close = first.startsWith('$$') ? '$$' : first.startsWith('\\[') ? '\\]' : ''
  if (!close) return false
  const rest = first.slice(2).trimEnd()
  const oneLine = rest.length > 2 && rest.endsWith(close)
  // `$$x$$ and more` is a paragraph: a block has nothing behind its closing mark.
  if (!oneLine && rest.includes(close)) return false
  if (silent) return true
  const body = oneLine
    ? { lines: [rest.slice(0, -2)], next: startLine + 1, closed: true }
    : readBody(state, startLine, endLine, rest, close)
  state.line = body.next
  const token = state.push('math_block', 'math', 0)
  // What never closed is shown as text, so it keeps the mark it began with.
  const source = body.lines.join('\n')
  token.content = body.closed ? source.trim() : first.slice(0, 2) + source.trimEnd()
  token.map = [startLine, body.next]
  token.meta = { closed: body.closed }
  return true
}

function readBody(state: StateBlock, startLine: number, endLine: number, rest: string, close: string) {
  const lines = [rest]
  let next = startLine + 1
  let closed = false
  for (; !closed && next < endLine; next++) {
    if (indentOf(state, next) < state.blkIndent && !state.isEmpty(next)) break
    const text = state.getLines(next, next + 1, state.blkIndent, false)
    const trimmed = text.trimEnd()
    // `$$ is a marker` must not swallow the rest of the answer: only a bare `$$` goes on over blank lines.
    if (!trimmed && rest) break
    closed = trimmed.endsWith(close)
    lines.push(closed ? trimmed.slice(0, -2) : text)
  }
  return { lines, next, closed }
}

/** `$a$`, `$$a$$`, `\(a\)`, `\[a\]` inside text. */
export function mathInlineRule(state: StateInline, silent: boolean): boolean {
  const code = state.src.charCodeAt(state.pos)
  if (code !== DOLLAR && code !== BACKSLASH) return false
  const span = findMath(state.src, state.pos, state.posMax)
  if (!span) return false
  if (span.end < 0 || span.end === state.pos + span.open) {
    if (code !== DOLLAR) return false
    if (!silent) state.pending += '$'.repeat(span.open)
    state.pos += span.open
    return true
  }
  if (!silent) {
    const token = state.push('math_inline', 'math', 0)
    token.content = state.src.slice(state.pos + span.open, span.end)
    token.markup = state.src[state.pos + 1] === '[' || (code === DOLLAR && span.open === 2) ? '$$' : '$'
  }
  state.pos = span.end + span.close
  return true
}

/**
 * Looks for math that begins at `at`, before `limit`. A single dollar opens only before something that is not a
 * space, and closes only behind something that is not a space and not before a digit: so prices stay prices.
 * Returns undefined when nothing can begin here.
 */
export function findMath(source: string, at: number, limit: number): MathSpan | undefined {
  if (source.charCodeAt(at) === BACKSLASH) return findBackslashMath(source, at, limit)
  if (source.charCodeAt(at + 1) === DOLLAR)
    return { open: 2, end: doubleDollarEnd(source, at + 2, limit), close: 2 }
  if (at + 1 >= limit || isSpace(source.charCodeAt(at + 1))) return undefined
  return { open: 1, end: dollarEnd(source, at + 1, limit), close: 1 }
}

function findBackslashMath(source: string, at: number, limit: number): MathSpan | undefined {
  const kind = source[at + 1]
  if (kind !== '(' && kind !== '[') return undefined
  const end = source.indexOf(kind === '(' ? '\\)' : '\\]', at + 2)
  return { open: 2, end: end < limit ? end : -1, close: 2 }
}

function doubleDollarEnd(source: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = source.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === DOLLAR && source.charCodeAt(at + 1) === DOLLAR) return at
  }
  return -1
}

function dollarEnd(source: string, from: number, limit: number): number {
  // `$5 and $10`: what starts with a digit and ends before one, or behind a space, is money.
  for (let at = from; at < limit; at++) {
    const code = source.charCodeAt(at)
    if (code === BACKTICK) return -1
    if (code === BACKSLASH) at++
    else if (code === DOLLAR) {
      const closes = !isSpace(source.charCodeAt(at - 1)) && !isDigit(source.charCodeAt(at + 1))
      return closes ? at : -1
    }
  }
  return -1
}

function indentOf(state: StateBlock, line: number): number {
  return state.sCount[line] ?? 0
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
