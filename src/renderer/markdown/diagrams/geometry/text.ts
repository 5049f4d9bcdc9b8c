import { boxOfAll, type Box } from './box.ts'
import type { Font, MeasureText } from './font.ts'
import type { TextStyles } from './styles.ts'

/** What `font-size` is where nothing says anything. */
const DEFAULT_SIZE = 16

export type TextContext = {
  readonly measure: MeasureText
  readonly styles: TextStyles
  readonly family: string
}

/** A piece of text where it stands: `x` is its left, `y` its line. */
type Run = { x: number; readonly y: number; readonly width: number; readonly element: Element }

export function fontOf(element: Element, { styles, family }: TextContext): Font {
  return {
    size: sizeOf(element, styles),
    weight: styles.of(element, 'font-weight') ?? 'normal',
    style: styles.of(element, 'font-style') ?? 'normal',
    family,
  }
}

/** How long the text of an element is when it is on one line. */
export function lengthOfText(element: Element, context: TextContext): number {
  return layOut(element, context).reduce((sum, { width }) => sum + width, 0)
}

/** The box around the text of an element; undefined around none. */
export function boxOfText(element: Element, context: TextContext): Box | undefined {
  return boxOfAll(
    layOut(element, context).map(({ x, y, width, element: inner }) => {
      const font = fontOf(inner, context)
      const { ascent, descent } = context.measure('x', font)
      const shift = baselineShift(context.styles.of(inner, 'dominant-baseline'), ascent, descent)
      return { x, y: y + shift - ascent, width, height: ascent + descent }
    }),
  )
}

/** Texts go on where the last one ended, unless their element says where. */
function layOut(root: Element, context: TextContext): readonly Run[] {
  const runs: Run[] = []
  let chunk: { readonly from: number; readonly anchor: string } | undefined
  const pen = { x: 0, y: 0 }
  const endChunk = (): void => {
    const [first] = chunk ? runs.slice(chunk.from) : []
    if (!chunk || !first) return
    const length = pen.x - first.x
    const back = chunk.anchor === 'middle' ? length / 2 : chunk.anchor === 'end' ? length : 0
    for (const run of runs.slice(chunk.from)) run.x -= back
  }
  const visit = (element: Element): void => {
    const { size } = fontOf(element, context)
    const [x, y] = [lengthIn(element, 'x', size), lengthIn(element, 'y', size)]
    if (x !== undefined || y !== undefined || !chunk) {
      endChunk()
      chunk = { from: runs.length, anchor: context.styles.of(element, 'text-anchor') ?? 'start' }
      pen.x = x ?? pen.x
      pen.y = y ?? pen.y
    }
    pen.x += lengthIn(element, 'dx', size) ?? 0
    pen.y += lengthIn(element, 'dy', size) ?? 0
    for (const node of element.childNodes) {
      if (isElement(node) && !/^(?:title|desc)$/.test(node.localName)) visit(node)
      if (node.nodeType !== 3) continue
      const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ')
      const shown = runs.length > (chunk?.from ?? 0) ? text : text.trimStart()
      if (!shown) continue
      const { width } = context.measure(shown, fontOf(element, context))
      runs.push({ x: pen.x, y: pen.y, width, element })
      pen.x += width
    }
  }
  visit(root)
  endChunk()
  return runs
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

function sizeOf(element: Element, styles: TextStyles): number {
  const value = styles.of(element, 'font-size')
  const number = Number.parseFloat(value ?? '')
  if (!value || Number.isNaN(number)) return DEFAULT_SIZE
  if (!/(?:em|%)$/.test(value)) return number
  const outer = element.parentElement ? sizeOf(element.parentElement, styles) : DEFAULT_SIZE
  if (value.endsWith('rem')) return number * DEFAULT_SIZE
  return value.endsWith('%') ? (number / 100) * outer : number * outer
}

function lengthIn(element: Element, name: string, size: number): number | undefined {
  const value = element.getAttribute(name)
  const number = Number.parseFloat(value ?? '')
  if (value === null || Number.isNaN(number)) return undefined
  return /e[mx]$/.test(value) ? number * size : number
}

/** How far below its line a text stands. */
function baselineShift(baseline: string | undefined, ascent: number, descent: number): number {
  switch (baseline) {
    case 'middle':
    case 'central':
      return (ascent - descent) / 2
    case 'hanging':
    case 'text-before-edge':
      return ascent
    case 'text-after-edge':
      return -descent
    default:
      return 0
  }
}
