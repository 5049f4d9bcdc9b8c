// Text in quotes is kept as it is; what is outside of it may be a comment or a comma before a closing brace.
const pieces =
  /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*(?:(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)\s*)*[}\]])/g

/** Reads JSON as editors write it, with comments and commas too many. Throws as JSON.parse does. */
export function parseLooseJson(text: string): unknown {
  return JSON.parse(strict(text))
}

// What goes leaves blanks, so that places stay what they are.
function strict(text: string): string {
  return text
    .replace(/^\uFEFF/, ' ')
    .replaceAll(pieces, (piece) => (piece.startsWith('"') ? piece : piece.replaceAll(/[^\n]/g, ' ')))
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma' | 'end'

/** Where a text that `parseLooseJson` does not read stops to be JSON, from 1; not every parser's words tell. */
export function placeOfBreak(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, lengthOfSound(strict(text))).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

const token =
  /\s*(?:(?<text>"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*")|(?<plain>(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.]))|(?<sign>[{}[\],:]))/uy

function lengthOfSound(text: string): number {
  const open: string[] = []
  let awaited: Expected | undefined = 'value'
  let sound = 0
  while (awaited !== undefined) {
    token.lastIndex = sound
    const found = token.exec(text)
    if (!found) break
    awaited = afterToken(awaited, found.groups?.['sign'] ?? (found.groups?.['text'] ? 'text' : 'plain'), open)
    if (awaited !== undefined) sound = token.lastIndex
  }
  return sound + (/^\s*/.exec(text.slice(sound))?.[0].length ?? 0)
}

/** What may come behind a token; nothing where the token may not stand. */
function afterToken(awaited: Expected, kind: string, open: string[]): Expected | undefined {
  if (awaited === 'colon') return kind === ':' ? 'value' : undefined
  if (awaited === 'name' || awaited === 'name or end') {
    if (kind === 'text') return 'colon'
    return awaited === 'name or end' && kind === '}' ? closed(open) : undefined
  }
  if (awaited === 'comma') {
    const inList = open.at(-1) === '['
    if (kind === ',') return inList ? 'value' : 'name'
    return kind === (inList ? ']' : '}') ? closed(open) : undefined
  }
  if (awaited === 'end') return undefined
  if (kind === '{' || kind === '[') {
    open.push(kind)
    return kind === '{' ? 'name or end' : 'value or end'
  }
  if (kind === 'text' || kind === 'plain') return open.length > 0 ? 'comma' : 'end'
  return awaited === 'value or end' && kind === ']' ? closed(open) : undefined
}

function closed(open: string[]): Expected {
  open.pop()
  return open.length > 0 ? 'comma' : 'end'
}
