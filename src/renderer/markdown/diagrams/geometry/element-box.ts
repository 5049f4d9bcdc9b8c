import { boxAround, boxOfAll, moved, noBox, type Box } from './box.ts'
import { identity, multiply, readTransform, type Matrix } from './matrix.ts'
import { outlineOf } from './path.ts'
import { boxOfText, type TextContext } from './text.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What is drawn nowhere, or only where something refers to it. */
const undrawn = new Set([
  'defs',
  'marker',
  'style',
  'title',
  'desc',
  'clippath',
  'mask',
  'symbol',
  'pattern',
  'filter',
  'lineargradient',
  'radialgradient',
])

/** The box of an element in its own coordinates, as `getBBox` has it. */
export function boxOf(element: Element, context: TextContext): Box {
  return drawnBox(element, context) ?? noBox
}

/** The same seen from the outermost drawing, as `getBoundingClientRect` has it where the page neither scrolls nor scales. */
export function outerBoxOf(element: Element, context: TextContext): Box {
  let matrix: Matrix = identity
  for (let each: Element | null = element; each; each = each.parentElement) {
    matrix = multiply(readTransform(each.getAttribute('transform')), matrix)
  }
  return moved(boxOf(element, context), matrix)
}

function drawnBox(element: Element, context: TextContext): Box | undefined {
  const name = element.localName.toLowerCase()
  if (undrawn.has(name) || /display:\s*none/.test(element.getAttribute('style') ?? '')) return undefined
  const number = (attribute: string): number => Number.parseFloat(element.getAttribute(attribute) ?? '') || 0
  switch (name) {
    case 'rect':
    case 'image':
    case 'foreignobject':
      return sized({ x: number('x'), y: number('y'), width: number('width'), height: number('height') })
    case 'circle':
      return around(number('cx'), number('cy'), number('r'), number('r'))
    case 'ellipse':
      return around(number('cx'), number('cy'), number('rx'), number('ry'))
    case 'line':
      return boxAround([
        { x: number('x1'), y: number('y1') },
        { x: number('x2'), y: number('y2') },
      ])
    case 'polygon':
    case 'polyline':
      return boxAround(pointsOf(element.getAttribute('points') ?? ''))
    case 'path':
      return boxAround(outlineOf(element.getAttribute('d') ?? ''))
    case 'text':
    case 'tspan':
      return boxOfText(element, context)
    case 'svg':
      return element.parentElement?.namespaceURI === SVG
        ? sized({ x: number('x'), y: number('y'), width: number('width'), height: number('height') })
        : boxOfChildren(element, context)
    default:
      return element.namespaceURI === SVG ? boxOfChildren(element, context) : boxOfText(element, context)
  }
}

function boxOfChildren(element: Element, context: TextContext): Box | undefined {
  const boxes = [...element.children].flatMap((child) => {
    const box = drawnBox(child, context)
    return box ? [moved(box, readTransform(child.getAttribute('transform')))] : []
  })
  return boxOfAll(boxes)
}

function around(x: number, y: number, rx: number, ry: number): Box | undefined {
  return sized({ x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry })
}

/** What has no extent is not there. */
function sized(box: Box): Box | undefined {
  return box.width > 0 || box.height > 0 ? box : undefined
}

function pointsOf(text: string): readonly { readonly x: number; readonly y: number }[] {
  const numbers = (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number)
  return numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []))
}
