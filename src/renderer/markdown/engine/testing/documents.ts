/** Documents that every cut of a stream must parse alike: one per rule of the format, and mixes as answers have them. */
export type Document = { readonly name: string; readonly text: string }

export const documents: readonly Document[] = Object.entries({
  'late reference':
    'See [guide] and [text][g2] and ![img][g3].\n\n- item [guide]\n- two\n- three\n\n| a |\n| - |\n| [guide] |\n| 2 |\n| 3 |\n\nend\n\n[guide]: /a "t"\n[g2]: <b>\n\n[g3]: c.png\n',
  'two waiters in one list and table':
    '- [a] x\n- [b] y\n- [a] z\n- w\n\n| h |\n| - |\n| [a] |\n| [b] |\n| [a] [b] |\n| c |\n\n[a]: /1\n\n[b]: /2\n',
  'late footnote':
    'A claim[^1] and another[^note].\n\nMore text.\n\n[^1]: The source.\n\n    second paragraph\n\n[^note]: Other\nlazy line\n\nafter\n',
  'footnote then code': '[^a]: x\n\n        code\n\n    para\n[^b]: y\nz[^a][^b]\n',
  'reference with a title on the next line': 'a [foo]\n\n[foo]: /url\n"title\nmore"\n\nb [foo]\n',
  'reference with a broken title': 'a [foo]\n\n[foo]: /url\n"title\nmore\n\nb [foo]\n',
  'first definition wins': '[x]: /1\n\n[x]\n\n[x]: /2\n\n[x]\n',
  'labels named like object members':
    '[constructor] [__proto__][^toString]\n\n[constructor]: /c\n\n[__proto__]: /p\n',
  'table after a paragraph': 'para\n| a | b |\n| - | :-: |\n| 1 | 2 |\n| 3\nnot a row?\n\nafter\n',
  'table without a second line': 'para\n| a | b |\n| - | - |x\n| 1 | 2 |\n',
  'table with marks in its cells':
    '|a|b|\n|:-|-:|\n|`x\\|y`|**b**|\n| $n$ | [l](http://a.b) |\n|last|one|\n> quote\n',
  'list that turns loose late': '- a\n- b\n- c\n\n- d\n- e\n\npara\n',
  'lists of other markers': '- a\n- b\n* c\n* d\n1. e\n2. f\n1) g\n',
  'list with a fence':
    '1. Do this:\n\n   ```bash\n   npm i\n\n   npm test\n   ```\n\n2. Then `that`\n   - nested\n     1. deep\n\n       code?\n   - nested two\n3. last\n',
  'list with lazy lines': '- a\nlazy\n- b\n  > quote\nlazy too\n- c\n',
  'list that starts at seven': '7. a\n8. b\n\n9. c\n',
  'list items at odd indents': ' - a\n  - b\n   - c\n    - d\n  - e\n- f\n',
  'empty items': '-\n-\n  a\n- \n\n  b\n-\n\n- c\n',
  'loose list of empty items': '-\n\n-\n- a\n\nend\n- b\n- c\n-\n\n-\n',
  'item that looks like a table': '-\n- a\n- ||\n-|-\n- c\n',
  'task list':
    '- [ ] open **one**\n- [x] done\n- [X]  also done\n- [x]not a task\n- [ ]\n- [y] no\n\n1. [ ] numbered\n   - [x] nested\n',
  'task mark that is a reference too': '- [x] task\n- [x]\n- text [x] here\n\n[x]: /url\n',
  'quote with lazy lines': '> a\nb\n> c\n\n> d\n\n    code\n> e\n',
  'nested quotes': '> > a\n> b\n> - c\n>   - d\n>\n> - e\n\nf\n',
  'fence of tildes and indents': 'x\n  ~~~ts title="a"\n  a\n\tb\n   ```\n c\n  ~~~~\nafter\n',
  'fence that stays open': 'x\n\n```js\nlet a = 1\n\n\nlet b',
  'fence in a fence': '````md\n```js\nx\n```\n````\ny\n',
  'fence with a last line of spaces': '```\na\n   ',
  'indented code': 'a\n\n    one\n\n    two\n\n\n\tthree\nb\n',
  setext: 'Title\nmore\n===\n\nb\n---\n\n---\nc\n',
  headings: '# One #\n## Two\n###### Six\n####### seven\n#no\n\n#\n##  a  ##\n',
  html: '<div>\n*a*\n\n*b*\n</div>\n\n<!-- c\n\nd -->\ne\n<b>f</b>\n\n<script>\nx\n\ny\n</script>\nz\n',
  'inline html': 'a <b>c</b> <br/> d <!-- e --> <x-y z="1"> < f <g\n',
  math: 'Cost $5 and $10, sum $a_1^2 + b$ and \\(x\\) here.\n\n$$\n\\frac{a}{b}\n\n= c\n$$\n\ntext\n$$ x^2 $$\n\\[\ny\n\\]\nend $$ z $$ end\n',
  'math that stays open': 'a\n\n$$\n\\sum\n',
  'dollars that are no math': '$$ is the pid\n\nnext\n\n$ a $ b$\n\nfrom $1,200 to $3,000, `$x$` and $x`y$\n',
  emphasis:
    '*a* **b** ***c*** _d_ __e__ a*b*c a_b_c **a *b* c** *a **b** c* ~~gone~~ ~one~ **open *mixed** end*\n',
  'code spans': '`a` ``b ` c`` ` `` ` ```d` `e\nf` `open\n',
  links:
    '[a](/b "t") [c](<d e>) [f](g(h)i) [j] [k](l [m](n)) ![o](p) ![q][r] [![s](t)](u) <http://v.w> <x@y.z>\n',
  'bare links':
    'See https://example.com/a_b?q=1&r=$x, (http://b.c/d), **https://e.f/g** and ftp://h.i or www.j.k or l@m.n.\nhttps://o.p/q*r*\n',
  escapes: '\\*a\\* \\`b\\` \\[c\\] \\\\ \\d &amp; &#35; &copy &nope; \\\ne\n',
  'hard breaks': 'a  \nb\\\nc   \n\n   \n  d\n',
  'line ends of two characters': 'a\r\nb\r\n\r\n- c\r\n- d\r\n\r\n```\r\nx\r\n```\r\nend\r',
  tabs: '-\ta\n\n\tb\n\n\t\tc\n1.\td\n\n>\te\n',
  'NUL characters': 'a\0b\n\n\0\n',
  'blank lines first': '\n\n   \n# h\n\n\n\n## g #\npara\n# i\n',
  'other scripts': '这是**重要的**内容，请看[链接](https://a.b/c)和`代码`。\n\n- مرحبا *بك*\n- 👩‍👩‍👧 é\n',
  'a whole answer':
    '## Result\n\nThe total is $C = n \\cdot p$, see [docs](https://a.b).\n\n| Carrier | Base |\n|---|---:|\n| A | €6.40 |\n| B | €7.10 |\n\n- first **point**\n- second\n\n```python\ndef f(x):\n    return x\n```\n\n> note\n\n1. one\n2. two\n\n---\n\nDone.\n',
}).map(([name, text]) => ({ name, text }))

const inlinePieces = [
  'word ',
  'two words ',
  '*',
  '**',
  '_',
  '`',
  '``',
  '~~',
  '[',
  ']',
  '(',
  ')',
  '[a]',
  '[b]',
  '[a][b]',
  '![',
  '<',
  '>',
  '<b>',
  '</b>',
  '&amp;',
  '\\',
  '$',
  '$x$',
  '$$',
  '\\[',
  '\\]',
  '  \n',
  ' ',
  ' | ',
  'http://x.y',
  '5',
  '.',
  'é',
  '中文',
  '[^n]',
  ' -->\n',
]
const blockPieces = [
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\n\n',
  '\n\n',
  '\r\n',
  '\n- ',
  '\n- ',
  '\n  - ',
  '\n    - ',
  '\n1. ',
  '\n2) ',
  '\n* ',
  '\n+ ',
  '\n   ',
  '\n    ',
  '\n\t',
  '\n> ',
  '\n> > ',
  '\n# ',
  '\n### ',
  '\n===\n',
  '\n---\n',
  '\n***\n',
  '\n```\n',
  '\n```js\n',
  '\n~~~\n',
  '\n   ```\n',
  '\n$$\n',
  '\n- [ ] ',
  '\n- [x] ',
]
const longPieces = [
  '\n| a | b |\n| - | - |\n',
  '\n| c |',
  '\n|---|\n',
  '\n[a]: /u\n',
  '\n[b]: <x> "t"\n',
  '\n[a]: /u\n"t',
  '\n[^n]: note\n',
  '\n<div>\n',
  '\n</div>\n',
  '\n<!-- ',
  '\n<script>\n',
  '\n</script>\n',
]
const pieces = [...inlinePieces, ...blockPieces, ...longPieces]

/** A document of random pieces, the same for the same seed. */
export function randomDocument(seed: number): Document {
  const random = seededRandom(seed)
  const length = 3 + Math.floor(random() * 60)
  const parts = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)] ?? '')
  return { name: `random ${seed}`, text: parts.join('') }
}

/** Numbers in [0, 1), the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
