import { describe, expect, it } from 'vitest'
import { parseInline } from './inline.ts'
import { repair } from './repair.ts'
import { createSyntax, emptyEnvironment } from './syntax.ts'
import type { Inline } from './tree.ts'

const syntax = createSyntax()

describe('the half-written end of a leaf shows no marks', () => {
  it.each([
    ['a **bo', 'a bo'],
    ['a **bold*', 'a bold'],
    ['a *', 'a'],
    ['**a *b* `c', 'a b c'],
    ['x `co', 'x co'],
    ['x ``a ` b', 'x a ` b'],
    ['x `', 'x'],
    ['see [te', 'see te'],
    ['see [text](http://a', 'see text'],
    ['**see [text](', 'see text'],
    ['an ![alt', 'an'],
    ['sum $a + b', 'sum'],
    ['sum \\(a', 'sum'],
    ['cost $5 and', 'cost $5 and'],
    ['from $1,200 to $', 'from $1,200 to'],
    ['snake_case_', 'snake_case'],
    ['2 * 3', '2 * 3'],
    ['a <b', 'a'],
    ['a < b', 'a < b'],
    ['~~go', 'go'],
    ['arr[i', 'arr[i'],
    ['a\\', 'a'],
    ['at https://a.b/?$filter=x_', 'at https://a.b/?$filter=x_'],
    ['**https://a.b*', 'https://a.b'],
    ['[', ''],
    ['[ ', ''],
    ['[x]', ''],
  ])('%s', (source, text) => {
    expect(shown(repair(syntax, source)).trimEnd()).toBe(text)
  })
})

/** Leaves whose every prefix can be known to be right. */
const clear: readonly (readonly [string, string])[] = [
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

const unclear: readonly (readonly [string, string])[] = [
  [
    'link',
    'See [the guide](https://example.com/a_b/c) and ![alt text](https://x.y/z.png "t") or <https://auto.link/x>.',
  ],
  ['nested link', '**See [a *b* `c`](https://example.com/x) now** ok'],
  ['snake and stars', 'snake_case_name, 2 * 3 * 4, a*b*c, __init__.py, *args and **kwargs are plain'],
  ['brackets', 'array[0] is [1, 2] and [x] with arr[i][j] then (a) [note] end'],
  ['other script', '这是**重要的**内容，请看[链接](https://a.b/c)和`代码`。'],
]

it.each(clear)('leaves complete text as it is: %s', (_, text) => {
  expect(shown(repair(syntax, text))).toBe(shown(text))
})

it.each(clear)('every prefix shows only what the finished text shows: %s', (_, text) => {
  expect(wrongPrefixes(text, (prefix) => repair(syntax, prefix))).toEqual([])
})

it('at most one prefix in ten shows what the finished text does not, and far fewer than without repair', () => {
  const all = [...clear, ...unclear].map(([, text]) => text)
  const repaired = all.flatMap((text) => wrongPrefixes(text, (prefix) => repair(syntax, prefix))).length
  const raw = all.flatMap((text) => wrongPrefixes(text, (prefix) => prefix)).length
  expect(repaired / all.join('').length).toBeLessThan(0.1)
  expect(repaired).toBeLessThan(raw / 4)
})

it('a hostile line of open marks nests no deeper than a stack can bear', () => {
  const text = '*a **b '.repeat(3000)
  expect(shown(repair(syntax, text))).toContain('a')
})

function wrongPrefixes(text: string, fix: (prefix: string) => string): string[] {
  const end = shown(text)
  const prefixes = Array.from(text, (_, index) => text.slice(0, index).trim())
  return prefixes.filter((prefix) => !end.startsWith(shown(fix(prefix)).trimEnd()))
}

function shown(source: string): string {
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
