import { parseInline } from '../inline.ts'
import { createSyntax, emptyEnvironment } from '../syntax.ts'
import type { Inline } from '../tree.ts'

const syntax = createSyntax()

/** Leaves whose every prefix can be known to be right. */
export const clearLeaves: readonly (readonly [string, string])[] = [
  [
    'prose',
    'This is **bold text** and *emphasis with **strong** inside* here, `code span` and ~~gone~~ done.',
  ],
  ['money', 'It costs $5 and $10, or $1,200 to $3,000 in all; the price is $7.'],
  ['math', 'Where $a_1^2 + b$ and \\(x \\le y\\) hold, $$E = mc^2$$ follows for $n>1$.'],
  ['code', 'Use ``a ` b`` or `**not bold**` and `[no](link)` then `x`.'],
  ['escapes', 'Not \\*emphasis\\* nor \\`code\\` nor \\[link\\](x), a\\\\b.'],
  ['html', 'Line one<br>line <b>two</b> with a < b and x<y && y>z end'],
  ['triple', '***both*** and **bold *em*** and *em **bold*** end'],
  ['bare link', 'Go to https://example.com/a_b?c=$d now, **https://a.b/*c*** too.'],
]

/** Leaves of which nobody can know, halfway, what they will be. */
export const unclearLeaves: readonly (readonly [string, string])[] = [
  [
    'link',
    'See [the guide](https://example.com/a_b/c) and ![alt text](https://x.y/z.png "t") or <https://auto.link/x>.',
  ],
  ['nested link', '**See [a *b* `c`](https://example.com/x) now** ok'],
  ['snake and stars', 'snake_case_name, 2 * 3 * 4, a*b*c, __init__.py, *args and **kwargs are plain'],
  ['brackets', 'array[0] is [1, 2] and [x] with arr[i][j] then (a) [note] end'],
  ['other script', '这是**重要的**内容，请看[链接](https://a.b/c)和`代码`。'],
]

/** How many prefixes all these leaves have. */
export const prefixCount = [...clearLeaves, ...unclearLeaves].reduce((sum, [, text]) => sum + text.length, 0)

/** The prefixes of `text` that show, once `fix` has completed them, what the whole text does not. */
export function wrongPrefixes(text: string, fix: (prefix: string) => string): string[] {
  const end = shownText(text)
  const prefixes = Array.from(text, (_, index) => text.slice(0, index).trim())
  return prefixes.filter((prefix) => !end.startsWith(shownText(fix(prefix)).trimEnd()))
}

/** The text of a leaf without its marks. */
export function shownText(source: string): string {
  return textOf(parseInline(syntax, source, emptyEnvironment()))
}

function textOf(nodes: readonly Inline[]): string {
  return nodes.map(nodeText).join('')
}

function nodeText(node: Inline): string {
  if (typeof node === 'string') return node
  switch (node.type) {
    case 'code':
    case 'html':
      return node.text
    case 'math':
      return '\u25A1'
    case 'image':
      return '\u25A3'
    case 'note-reference':
      return node.label
    case 'break':
      return '\n'
    default:
      return textOf(node.children)
  }
}
