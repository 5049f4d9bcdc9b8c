import type { Document } from './documents.ts'

/** What GitHub's flavour adds: tables, struck text, tasks and bare addresses, each in its odd forms. */
export const githubDocuments: readonly Document[] = Object.entries({
  'table without pipes at its ends': 'a | b\n- | -\n1 | 2\n3 | 4\n\nafter\n',
  'table of one column': '| a |\n| - |\n| 1 |\n\n|b|\n|:-:|\n',
  'table of colons': '|a|b|c|d|\n|:--|--:|:-:|---|\n|1|2|3|4|\n',
  'table with too many cells': '| a | b |\n| - | - |\n| 1 | 2 | 3 |\n| 1 |\n||\n',
  'table with an empty head': '| | |\n|-|-|\n|1|2|\n',
  'table whose second line is too short': '| a | b |\n| - |\n| 1 | 2 |\n',
  'table whose second line is too long': '| a |\n| - | - |\n| 1 |\n',
  'table with escaped pipes': '| a \\| b | c |\n| - | - |\n| `d\\|e` | f \\\\| g |\n',
  'table with pipes in code': '| `a|b` |\n| - |\n| `c|d` |\n',
  'table that a heading ends': '| a |\n| - |\n| 1 |\n# head\n| 2 |\n',
  'table that a rule ends': '| a |\n| - |\n| 1 |\n---\nx\n',
  'table that a fence ends': '| a |\n| - |\n| 1 |\n```\n| 2 |\n```\n',
  'table that a list ends': '| a |\n| - |\n| 1 |\n- b\n- c\n',
  'table that html ends': '| a |\n| - |\n| 1 |\n<div>\nx\n</div>\n',
  'table that goes on without pipes': '| a |\n| - |\n| 1 |\nb\nc\n\nd\n',
  'table in a quote': '> | a | b |\n> | - | - |\n> | 1 | 2 |\n> | 3 | 4 |\n| 5 | 6 |\n',
  'table in an item':
    '- | a | b |\n  | - | - |\n  | 1 | 2 |\n  | 3 | 4 |\n- c\n\n  | d |\n  |---|\n  | 5 |\n  | 6 |\n',
  'table indented too far': '    | a |\n    | - |\n\n   | a |\n   | - |\n   | 1 |\n',
  'table behind lines of text': 'x\ny\n| a |\n| - |\n| 1 |\n',
  'table with marks across cells': '| *a | b* |\n| - | - |\n| **c | d** |\n| [e | f](g) |\n',
  'two tables': '| a |\n| - |\n| 1 |\n\n| b |\n| - |\n| 2 |\n',
  'struck text': '~~a~~ ~b~ ~~~c~~~ ~~d ~~ ~~e\nf~~ ~~g\n\nh~~\n',
  'struck text with others': '**a ~~b** c~~ ~~*d*~~ *~~e~~* ~~`f~~`~~\n',
  tasks: '- [ ] a\n- [x] b\n- [X] c\n- [] d\n- [ x] e\n- [x ] f\n-[x] g\n- [x]\n- [ ]  \n',
  'tasks in tasks': '- [ ] a\n  - [x] b\n    1. [ ] c\n\n       d\n  - [ ] e\n- f\n  - [x] g\n',
  'tasks with blocks': '- [x] a\n\n  b\n\n  ```\n  c\n  ```\n- [ ] # d\n- [ ] > e\n- [x] - f\n',
  'task with a title under it': '- [x] a\n  ===\n- [ ] b\n  ---\n',
  'bare addresses':
    'http://a.b https://c.d/e?f=g#h http://i.j. (https://k.l) http://m.n, http:// https://x\n',
  'bare addresses in marks':
    '*http://a.b* **https://c.d/e** _http://f.g_ ~~http://h.i~~ `http://j.k` [http://l.m](/n)\n',
  'bare addresses with brackets': 'http://a.b/(c) (http://d.e/f(g)) http://h.i/j) <http://k.l/m>\n',
  'bare addresses with entities': 'http://a.b/?c=d&e=f http://a.b/?c=d&copy; http://a.b/?c&amp;d\n',
  'bare addresses over lines': 'http://a.b/c\nd http://e\n.f http://g.h\\\ni\n',
  'html that others forbid':
    '<title> <style> <em>a</em>\n\n<blockquote>\n  <xmp> b </xmp>\n</blockquote>\n\n<script>c</script>\n',
}).map(([name, text]) => ({ name, text }))
