import { seededRandom, type Document } from './documents.ts'

const words = [
  'word',
  '**bold**',
  '*a',
  'b*',
  '`code`',
  '[a]',
  '[b][a]',
  '[^n]',
  '$x$',
  '$5',
  '\\*',
  '<b>',
  'é',
  '| c |',
  '#',
]

const leaves: readonly string[] = [
  '```js\nlet a = 1\n\nlet b\n```',
  '```\nopen',
  '~~~\n  a\n',
  '| a | b |\n| - | :-: |\n| 1 | 2 |\n| 3 | 4 |\n| [a] | x |',
  '# head',
  'title\n===',
  '---',
  '<div>\nx\n</div>',
  '<!-- a\n\nb -->',
  '$$\nx\n$$',
  '$$\nopen',
  '    code\n\n    more',
  '[a]: /u',
  '[b]: /v\n"title"',
  '[^n]: note',
  '-',
  '',
]

/** A document whose blocks stand in one another, the same for the same seed. */
export function nestedDocument(seed: number): Document {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const text = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(words)).join(random() < 0.2 ? '\n' : ' ')

  const block = (depth: number): string => {
    const kind = random()
    if (depth > 3 || kind < 0.3) return text()
    if (kind < 0.5) return pick(leaves) ?? ''
    const inner = blocks(depth + 1, 1 + Math.floor(random() * 4))
    if (kind < 0.65) return withMark(inner, '> ', random() < 0.5 ? '> ' : '>')
    if (kind < 0.7) return withMark(inner, '[^n]: ', '    ')
    return list(depth)
  }

  const list = (depth: number): string => {
    const mark = pick(['- ', '* ', '1. ', '2) ', '-   ', '10. ', '- [ ] ', '- [x] ']) ?? ''
    const indent = ' '.repeat(mark.startsWith('- [') ? 2 : mark.length - (random() < 0.1 ? 1 : 0))
    const lead = ' '.repeat(pick([0, 0, 0, 1, 2, 3]) ?? 0)
    const items = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      withMark(blocks(depth + 1, 1 + Math.floor(random() * 3)), lead + mark, lead + indent),
    )
    return items.join(random() < 0.3 ? '\n\n' : '\n')
  }

  const blocks = (depth: number, count: number): string =>
    Array.from({ length: count }, () => block(depth)).join(random() < 0.4 ? '\n' : '\n\n')

  return {
    name: `nested ${seed}`,
    text: blocks(0, 1 + Math.floor(random() * 5)) + (random() < 0.5 ? '\n' : ''),
  }
}

/** The lines with a mark before the first and what goes on with it before the others; blank ones may stay blank. */
function withMark(lines: string, mark: string, rest: string): string {
  return lines
    .split('\n')
    .map((line, index) => (index === 0 ? mark : line === '' ? rest.trimEnd() : rest) + line)
    .join('\n')
}
