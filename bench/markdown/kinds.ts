/** Documents of one kind and any length: what an answer is made of, and what a hostile one might be. */
export const usualKinds: Readonly<Record<string, (length: number) => string>> = {
  mixed: (length) => repeated(length, section),
  'a fence': (length) =>
    `\`\`\`ts\n${repeated(length, (at) => `export const f${at} = (a: number) => a + ${at}\n`)}`,
  'a list': (length) => repeated(length, (at) => `- item ${at} with **bold** and \`code\`\n`),
  'a table': (length) => `| a | b |\n| - | - |\n${repeated(length, (at) => `| row ${at} | **b** \`c\` |\n`)}`,
  'one line': (length) => repeated(length, (at) => `word ${at} and **bold** text, [link](http://a.b) ok `),
}

export const hardKinds: Readonly<Record<string, (length: number) => string>> = {
  'a list in an item': (length) =>
    `1. top\n${repeated(length, (at) => `   - item ${at} with **bold** and \`code\`\n`)}`,
  'a list three deep': (length) =>
    `- a\n  - b\n${repeated(length, (at) => `    - item ${at} with **bold**\n      more of it\n`)}`,
  'a fence in an item': (length) =>
    `1. top\n\n   \`\`\`ts\n${repeated(length, (at) => `   const f${at} = ${at}\n`)}`,
  'a table in an item': (length) =>
    `- top\n\n  | a | b |\n  | - | - |\n${repeated(length, (at) => `  | row ${at} | **b** |\n`)}`,
  'a quote': (length) => repeated(length, (at) => `> quoted line ${at} with **bold**\n>\n`),
  'a quote of one paragraph': (length) => repeated(length, (at) => `> quoted line ${at} with **bold**\n`),
  'a list in a quote': (length) => repeated(length, (at) => `> - item ${at} with **bold**\n`),
  'a quote in a quote': (length) => repeated(length, (at) => `> > deep line ${at} with **bold**\n> >\n`),
  'paragraphs in an item': (length) =>
    `- top\n\n${repeated(length, (at) => `  paragraph ${at} with **bold**\n\n`)}`,
  'a block of HTML': (length) => `<script>\n${repeated(length, (at) => `var x${at} = 1;\n\n`)}`,
  'a block of HTML to a blank line': (length) => `<div>\n${repeated(length, (at) => `<p>line ${at}</p>\n`)}`,
  'indented code': (length) => repeated(length, (at) => `    const x${at} = 1\n`),
  'a block of math': (length) => `$$\n${repeated(length, (at) => `x_${at} + \\\\\n`)}`,
  'a long footnote': (length) =>
    `a[^1]\n\n[^1]: note\n\n${repeated(length, (at) => `    paragraph ${at} **b**\n\n`)}`,
  'references without definitions': (length) =>
    repeated(length, (at) => `See [ref${at % 50}] and [other${at}].\n\n`),
  definitions: (length) => repeated(length, (at) => `[ref${at}]: /u${at}\n`),
  'nothing but open marks': (length) => repeated(length, (at) => `*a [b ${at} \\ _c `),
  'open brackets': (length) => repeated(length, () => '['),
  stars: (length) => repeated(length, () => '**a'),
  backticks: (length) => repeated(length, (at) => `${'`'.repeat((at % 40) + 1)} a `),
  dollars: (length) => repeated(length, () => '$a '),
  'open angles': (length) => repeated(length, () => '<a '),
  'open tags': (length) => repeated(length, () => '<!-- a '),
  'no spaces': (length) => repeated(length, () => 'abcdefghij'),
  backslashes: (length) => repeated(length, () => '\\a\\*\\['),
  'lines without a blank one': (length) =>
    repeated(length, (at) => `line ${at} of a paragraph that never ends with **bold**\n`),
  'lines of open marks': (length) => repeated(length, (at) => `*a [b ${at} \\ _c\n`),
  addresses: (length) => repeated(length, (at) => `https://a.b/c${at}?d=e `),
  'empty items': (length) => repeated(length, () => '-\n'),
  'a table of one row': (length) => `| a |\n| - |\n${repeated(length, () => '| b ')}`,
  'a long heading': (length) => `# ${repeated(length, (at) => `word ${at} **bold** `)}`,
  'an item of one line': (length) => `- ${repeated(length, (at) => `word ${at} **bold** `)}`,
  'quotes in quotes': (length) => repeated(length, () => '> '),
  'items in items': (length) => repeated(length, () => '- '),
}

function section(at: number): string {
  return `## Heading ${at}

Section ${at} explains **how** and why \`queue.flush()\` matters; see [the guide](https://e.com/${at}) or [ref${at}] for *more* $a_${at}$.

1. First ${at}
2. Second \`code\`
   - nested

| a | b |
| - | - |
| ${at} | 2 |

\`\`\`ts
const x = ${at};
\`\`\`

`
}

function repeated(length: number, piece: (at: number) => string): string {
  let text = ''
  for (let at = 0; text.length < length; at++) text += piece(at)
  return text.slice(0, length)
}
