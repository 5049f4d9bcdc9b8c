import { expect, test } from 'vitest'
import type { LatePart } from '../../ui/late/late-parts.ts'
import { CodeLines } from './code-lines.ts'

type Token = readonly [end: number, tokenClass: number]

const [PLAIN, KEYWORD, NUMBER] = [0, 2, 4]
const none = new Uint32Array()

test('what is coloured of a line keeps its elements while more of it comes, and when it is full', () => {
  const { root, code } = openCode()
  code.update([], 'const a = 1')
  code.paint([], 0, 0, none, tokens([5, KEYWORD], [10, PLAIN], [11, NUMBER]))
  const keyword = root.querySelector('.md-token-keyword')
  expect(colours(root)).toEqual(['keyword const', 'plain  a = ', 'number 1'])

  code.update([], 'const a = 12 + 3')
  expect(colours(root)).toEqual(['keyword const', 'plain  a = ', 'number 1', 'plain 2 + 3'])
  code.paint([], 0, 0, none, tokens([5, KEYWORD], [10, PLAIN], [12, NUMBER], [15, PLAIN], [16, NUMBER]))
  expect(colours(root)).toEqual(['keyword const', 'plain  a = ', 'number 12', 'plain  + ', 'number 3'])

  const line = 'const a = 12 + 3 // e'
  code.update([line], '')
  code.paint([line], 0, 1, fullLine(tokens([5, KEYWORD], [10, PLAIN], [12, NUMBER], [21, PLAIN])), undefined)
  expect(colours(root)).toEqual(['keyword const', 'plain  a = ', 'number 12', 'plain  + 3 // e', 'plain \n'])
  expect(root.querySelector('.md-token-keyword')).toBe(keyword)
})

test('the colours of a line that is full by now are not those of the line behind it', () => {
  const { root, code } = openCode()
  code.update([], 'const a')
  code.update(['const a = 1'], 'other words')
  code.paint([], 0, 0, none, tokens([5, KEYWORD], [7, PLAIN]))
  expect(root.querySelector('.md-token-keyword')).toBeNull()
  expect(root.textContent).toBe('const a = 1\nother words')
})

test('a line that turns out to be another has none of the colours of the one it seemed to be', () => {
  const { root, code } = openCode()
  code.update([], 'const a')
  code.paint([], 0, 0, none, tokens([5, KEYWORD], [7, PLAIN]))
  code.update([], 'words')
  expect(colours(root)).toEqual(['plain words'])
  code.paint([], 0, 0, none, tokens([5, KEYWORD]))
  expect(colours(root)).toEqual(['keyword words'])
})

test('many lines that come together are drawn run after run, each with the colours that it has by then', () => {
  const { root, code, parts } = openCode()
  const lines = Array.from({ length: 300 }, (_, at) => `line ${at}`)
  code.update(lines, 'the next')
  expect(parts).toHaveLength(10)
  expect(root.textContent).toBe('the next')
  const [first, second] = parts
  draw(first)
  const words = Uint32Array.from(lines.flatMap(() => [1, 4, KEYWORD]))
  code.paint(lines, 0, 300, words, undefined)
  draw(second)
  expect(root.querySelectorAll('.undrawn')).toHaveLength(8)
  expect(
    [...root.querySelectorAll('.md-token-keyword')].map((word) => word.nextSibling?.textContent),
  ).toEqual(lines.slice(0, 64).map((line) => `${line.slice(4)}\n`))
  code.update([...lines, 'the next one'], '')
  parts.slice(2).forEach(draw)
  expect(root.textContent).toBe([...lines, 'the next one', ''].join('\n'))
  const runs = [...root.children].filter((run): run is HTMLElement => run instanceof HTMLElement)
  expect(runs.filter((run) => run.className !== '' || run.style.height !== '')).toEqual([])
})

function draw(part: LatePart | undefined): void {
  expect(part?.work(() => true)).toBe(true)
}

/** A code block among late parts that are drawn when the test says so. */
function openCode() {
  const root = document.createElement('code')
  const parts: LatePart[] = []
  const add = (part: LatePart) => {
    parts.push(part)
    return () => void parts.splice(parts.indexOf(part), 1)
  }
  return { root, parts, code: new CodeLines(root, { add, look: () => {} }) }
}

function tokens(...of: readonly Token[]): Uint32Array {
  return Uint32Array.from(of.flat())
}

/** As the worker sends a full line: how many tokens it has, and they. */
function fullLine(of: Uint32Array): Uint32Array {
  return Uint32Array.from([of.length / 2, ...of])
}

/** The pieces of the last line, each with what it is. */
function colours(root: HTMLElement): readonly string[] {
  const line = root.lastElementChild?.lastElementChild
  return [...(line?.childNodes ?? [])].map((node) => {
    const name = node instanceof HTMLElement ? node.className.replace('md-token-', '') : 'plain'
    return `${name} ${node.textContent ?? ''}`
  })
}
