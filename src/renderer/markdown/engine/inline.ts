import type { Environment, Syntax, Token } from './syntax.ts'
import type { Inline } from './tree.ts'

/** The destination of a link that is still being written (see repair.ts). */
export const PENDING_URL = 'pending:'

/** Deeper emphasis than this is shown flat: neither this walk nor React's may overflow the stack. */
const DEPTH_LIMIT = 48

export type InlineParser = (content: string) => readonly Inline[]

type Cursor = { readonly tokens: readonly Token[]; at: number }

/** Runs the inline phase over one leaf's text. */
export function parseInline(syntax: Syntax, content: string, environment: Environment): Inline[] {
  const tokens: Token[] = []
  syntax.inline.parse(content, syntax, environment, tokens)
  return readInlines({ tokens, at: 0 }, '', 0)
}

function readInlines(cursor: Cursor, until: string, depth: number): Inline[] {
  const out: Inline[] = []
  if (depth > DEPTH_LIMIT) {
    flatten(cursor, until, out)
    return out
  }
  for (let token = cursor.tokens[cursor.at++]; token; token = cursor.tokens[cursor.at++]) {
    if (token.type === until) return out
    addNode(out, token, cursor, depth + 1)
  }
  return out
}

function addNode(out: Inline[], token: Token, cursor: Cursor, depth: number): void {
  switch (token.type) {
    case 'softbreak':
      return addText(out, '\n')
    case 'hardbreak':
      return void out.push({ type: 'break' })
    case 'code_inline':
      return void out.push({ type: 'code', text: token.content })
    case 'html_inline':
      return void out.push({ type: 'html', text: token.content })
    case 'math_inline':
      return void out.push({ type: 'math', source: token.content, display: token.markup === '$$' })
    case 'note_ref':
      return void out.push({ type: 'note-reference', label: metaText(token, 'label') })
    case 'em_open':
      return void out.push({ type: 'emphasis', children: readInlines(cursor, 'em_close', depth) })
    case 'strong_open':
      return void out.push({ type: 'strong', children: readInlines(cursor, 'strong_close', depth) })
    case 's_open':
      return void out.push({ type: 'deleted', children: readInlines(cursor, 's_close', depth) })
    case 'link_open':
      return void out.push(readLink(token, cursor, depth))
    case 'image':
      return void out.push({ type: 'image', url: attribute(token, 'src'), alt: plainText(token.children) })
    default:
      return addText(out, token.content)
  }
}

function readLink(token: Token, cursor: Cursor, depth: number): Inline {
  const url = attribute(token, 'href')
  const children = readInlines(cursor, 'link_close', depth)
  if (url === PENDING_URL) return { type: 'link', url: '', title: '', children }
  return { type: 'link', url, title: attribute(token, 'title'), children }
}

/** The text of everything up to the matching close, without its marks. */
function flatten(cursor: Cursor, until: string, out: Inline[]): void {
  const opener = until.replace('close', 'open')
  let open = 1
  for (let token = cursor.tokens[cursor.at++]; token; token = cursor.tokens[cursor.at++]) {
    if (token.type === opener) open++
    if (token.type === until && --open === 0) return
    if (token.nesting === 0) addText(out, textOf(token))
  }
}

function addText(out: Inline[], text: string): void {
  if (!text) return
  const last = out.at(-1)
  if (typeof last === 'string') out[out.length - 1] = last + text
  else out.push(text)
}

function plainText(tokens: readonly Token[] | null): string {
  return (tokens ?? [])
    .map((token) => (token.type === 'image' ? plainText(token.children) : textOf(token)))
    .join('')
}

function textOf(token: Token): string {
  return token.type.endsWith('break') ? '\n' : token.content
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

/** A text the rules of syntax.ts left on a token. */
export function metaText(token: Token, name: string): string {
  const value = token.meta?.[name]
  return typeof value === 'string' ? value : ''
}
