import { describe, expect, it } from 'vitest'
import { tokenClasses } from './class-theme.ts'
import { loadGrammar } from './grammars.ts'
import { allLanguages, findLanguage, languageName } from './languages.ts'
import { createTokenizerSource, LINE_LIMIT } from './tokenizer.ts'

const source = createTokenizerSource()

const samples: readonly (readonly [string, string])[] = [
  ['ts', 'const a = `x\n${b /* c */}\n`; /* open\nstill\n*/ function f<T>(x: T): T { return x }\n// end'],
  ['python', 'def f(a: int) -> str:\n    """doc\n    more\n    """\n    return f"{a!r}"  # note'],
  ['bash', "cat <<EOF\n$HOME text\nEOF\necho 'a\nb' | grep -c 1"],
  ['css', '/* a\nb */\n.x { color: var(--y); width: 3px }'],
  ['html', '<p class="a">\n<script>\nlet x = 1 // y\n</script>\n<!-- z\n-->'],
  ['diff', '--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n same'],
]

describe.each(samples)('%s', (language, code) => {
  it('lines with guesses at the open line between them get the tokens of the whole document', async () => {
    const whole = await tokens(language, code, false)
    expect(await tokens(language, code, true)).toEqual(whole)
    expect(new Set(classesOf(whole)).size).toBeGreaterThan(2)
  })

  it('every line is covered up to its end', async () => {
    const data = await tokens(language, code, false)
    expect(lineEnds(data)).toEqual(code.split('\n').map((line) => line.length))
  })
})

it('names the parts of Python as the design colours them', async () => {
  const data = await tokens('python', 'def weekly(x):  # note\n    return round(x, 2)', false)
  const [first = [], second = []] = wordsOf(data, ['def weekly(x):  # note', '    return round(x, 2)'])
  expect(first).toContainEqual(['def', 'keyword'])
  expect(first).toContainEqual(['weekly', 'name'])
  expect(first).toContainEqual(['# note', 'comment'])
  expect(second).toContainEqual(['return', 'keyword'])
  expect(second).toContainEqual(['2', 'number'])
})

it('RX-18 a line too long for any grammar stays plain and does not lose the state', async () => {
  const tokenizer = await source.create('ts')
  const out: number[] = []
  tokenizer?.full('/* open', out)
  const first = out.length
  tokenizer?.full('x'.repeat(LINE_LIMIT + 1), out)
  expect(out.slice(first)).toEqual([0])
  expect(tokenizer?.guess('still')).toEqual([5, tokenClasses.indexOf('comment')])
})

it('an unknown language has no tokenizer', async () => {
  expect(await source.create('no-such-language')).toBeUndefined()
  expect(await source.create('')).toBeUndefined()
})

it.each(allLanguages())('$name has the grammar $id', async ({ id }) => {
  const registrations = await loadGrammar(id)
  expect(registrations?.some(({ name, aliases }) => name === id || aliases?.includes(id))).toBe(true)
})

it('knows a language by any of its words, in any case', () => {
  expect(findLanguage('PY')).toEqual({ id: 'python', name: 'Python' })
  expect(languageName('c++')).toBe('C++')
  expect(languageName('brainfuck')).toBe('brainfuck')
  expect(languageName('')).toBe('')
})

async function tokens(language: string, code: string, guessing: boolean): Promise<number[]> {
  const tokenizer = await source.create(language)
  if (!tokenizer) throw new Error(`No tokenizer for ${language}`)
  const out: number[] = []
  for (const line of code.split('\n')) {
    for (let cut = guessing ? 1 : line.length; cut < line.length; cut += 3)
      tokenizer.guess(line.slice(0, cut))
    tokenizer.full(line, out)
  }
  return out
}

function linesOf(data: readonly number[]): number[][] {
  const lines: number[][] = []
  for (let at = 0; at < data.length;) {
    const end = at + 1 + (data[at] ?? 0) * 2
    lines.push(data.slice(at + 1, end))
    at = end
  }
  return lines
}

function classesOf(data: readonly number[]): number[] {
  return linesOf(data).flatMap((pairs) => pairs.filter((_, index) => index % 2 === 1))
}

function lineEnds(data: readonly number[]): number[] {
  return linesOf(data).map((pairs) => pairs.at(-2) ?? 0)
}

function wordsOf(data: readonly number[], lines: readonly string[]): (readonly [string, string])[][] {
  return linesOf(data).map((pairs, line) => {
    const text = lines[line] ?? ''
    return pairs.flatMap((end, index) =>
      index % 2 === 1
        ? []
        : [
            [
              text.slice(pairs[index - 2] ?? 0, end).trim(),
              tokenClasses[pairs[index + 1] ?? 0] ?? '',
            ] as const,
          ],
    )
  })
}
