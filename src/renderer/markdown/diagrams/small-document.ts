import { parseHTML } from 'linkedom/worker'
import { boxOf, outerBoxOf } from './geometry/element-box.ts'
import { lengthOf, outlineOf, pointAt } from './geometry/path.ts'
import { lengthOfText, type TextContext } from './geometry/text.ts'
import { SmallStyleSheet } from './small-style-sheet.ts'

const WIDTH = 1200
const HEIGHT = 800

/**
 * Puts a document where a worker has none: a tree of elements that know their boxes, and nothing that loads, runs or
 * shows anything. `scope` is the worker's own.
 */
export function installDocument(scope: object, context: TextContext): Document {
  const made = parseHTML('<!doctype html><html><head></head><body></body></html>')
  const { document } = made
  giveBoxes(made.Element.prototype, context)
  // Without one, no other library takes it upon itself to clean HTML here: what comes out is made anew anyway.
  Object.defineProperty(document, 'implementation', { value: {} })
  hideFromLayouts(document)
  const { Element, HTMLElement, SVGElement, Node, DOMParser, NodeFilter, DocumentFragment } = made
  const styleOf = (element: Element) => ({
    fontSize: `${Number.parseFloat(context.styles.of(element, 'font-size') ?? '') || 16}px`,
    textAnchor: context.styles.of(element, 'text-anchor') ?? 'start',
    getPropertyValue: () => '16px',
  })
  Object.assign(scope, {
    window: scope,
    document,
    Element,
    HTMLElement,
    SVGElement,
    Node,
    DOMParser,
    NodeFilter,
    DocumentFragment,
    CSSStyleSheet: SmallStyleSheet,
    getComputedStyle: styleOf,
    screen: { availWidth: WIDTH, availHeight: HEIGHT },
    innerWidth: WIDTH,
    innerHeight: HEIGHT,
    scrollX: 0,
    scrollY: 0,
    CSS: { supports: isColour, escape: (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`) },
    // Frames of a hidden page never come.
    requestAnimationFrame: (work: (now: number) => void) => queueMicrotask(() => work(performance.now())),
  })
  return document
}

function giveBoxes(prototype: object, context: TextContext): void {
  const rect = (element: Element) => {
    const { x, y, width, height } = outerBoxOf(element, context)
    return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height }
  }
  const methods: Readonly<Record<string, (this: Element, ...values: never[]) => unknown>> = {
    getBBox(this: Element) {
      return boxOf(this, context)
    },
    getBoundingClientRect(this: Element) {
      return rect(this)
    },
    getComputedTextLength(this: Element) {
      return lengthOfText(this, context)
    },
    getTotalLength(this: Element) {
      return lengthOf(outlineOf(this.getAttribute('d') ?? ''))
    },
    getPointAtLength(this: Element, length: number) {
      return pointAt(outlineOf(this.getAttribute('d') ?? ''), length)
    },
    getScreenCTM() {
      return undefined
    },
  }
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
  for (const name of ['offsetWidth', 'clientWidth'])
    Object.defineProperty(prototype, name, { get: () => WIDTH, configurable: true })
  for (const name of ['offsetHeight', 'clientHeight'])
    Object.defineProperty(prototype, name, { get: () => HEIGHT, configurable: true })
}

/** Cytoscape lays out without drawing only where it finds no element to draw into. */
function hideFromLayouts(document: Document): void {
  const find = document.getElementById.bind(document)
  Object.defineProperty(document, 'getElementById', {
    value: (id: string) => (id === 'cy' ? undefined : find(id)),
  })
}

/** Near enough for what somebody writes into a diagram. */
function isColour(property: string, value: string): boolean {
  return (
    property === 'color' && /^(?:#[\da-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%/-]+\))$/i.test(value.trim())
  )
}
