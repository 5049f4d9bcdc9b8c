export type TextKind = 'mixed' | 'fence'

/** An answer of `tokens` tokens of four characters: what answers are made of, or one fence. */
export function answerText(tokens: number, kind: TextKind): string {
  const length = tokens * 4
  if (kind === 'fence') return `# Title\n\n${fence(1, Math.ceil(length / 80))}`.slice(0, length - 4) + '\n```'
  let text = ''
  for (let at = 0; text.length < length; at++) text += section(at)
  return text.slice(0, length)
}

/** What the page looks for to know that the last piece is on the screen. */
export const endMark = 'ENDMARK'

function section(at: number): string {
  const block = at % 2 === 1 ? table(at) : fence(at, 18)
  const last = at % 3 === 0 ? formula(at) : paragraph(at + 1)
  return `## Heading ${at}\n\n${paragraph(at)}${list(at)}${block}${last}`
}

function paragraph(at: number): string {
  return `Section ${at} explains **how the scheduler works** and why \`queue.flush()\` matters; see [the guide](https://example.com/${at}) for *more detail* about latency, back-pressure and ordering of the events that reach the renderer. It also mentions inline math $a_${at}^2 + b^2 = c^2$ once.\n\n`
}

function list(at: number): string {
  return `1. First point ${at} with some words\n2. Second point with \`code\`\n   - nested item one\n   - nested item **two**\n3. Third point that is a little longer than the others\n\n`
}

function table(at: number): string {
  const rows = Array.from({ length: 5 }, (_, row) => `| row ${row} | ${at * 7 + row} | some note ${row} |\n`)
  return `| Name | Value | Note |\n| --- | ---: | --- |\n${rows.join('')}\n`
}

function fence(at: number, lines: number): string {
  const code = Array.from(
    { length: lines },
    (_, line) =>
      `export function fn${at}_${line}(a: number, b = "x${line}") { return a + b.length * ${line}; } // note\n`,
  )
  return `\`\`\`ts\n${code.join('')}\`\`\`\n\n`
}

function formula(at: number): string {
  return `$$\n\\sum_{k=1}^{n} \\frac{k^${(at % 5) + 2}}{\\sqrt{1+k}} = \\int_0^1 x^{${at}} \\, dx\n$$\n\n`
}
