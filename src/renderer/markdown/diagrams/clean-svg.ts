const SVG = 'http://www.w3.org/2000/svg'

/** What a drawing may consist of: what is drawn. Nothing of it loads, moves, links or holds HTML. */
const elements = namesOf(
  `svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker clipPath mask
  linearGradient radialGradient stop pattern symbol use style filter feBlend feColorMatrix feComposite feDropShadow
  feFlood feGaussianBlur feMerge feMergeNode feOffset`,
)

const attributes = namesOf(
  `id class style role x y x1 y1 x2 y2 cx cy r rx ry dx dy d points width height viewBox preserveAspectRatio
  transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset
  stroke-linecap stroke-linejoin stroke-miterlimit opacity color visibility display clip-path clip-rule mask filter
  marker-start marker-mid marker-end markerWidth markerHeight markerUnits orient refX refY
  font-family font-size font-style font-weight text-anchor dominant-baseline alignment-baseline text-decoration
  letter-spacing textLength lengthAdjust rotate offset stop-color stop-opacity gradientUnits gradientTransform
  patternUnits patternTransform patternContentUnits maskUnits clipPathUnits fx fy spreadMethod paint-order
  vector-effect in in2 result stdDeviation flood-color flood-opacity values type operator mode k1 k2 k3 k4
  filterUnits primitiveUnits href`,
)

/** By their small letters, which is what is left of a name that went through HTML. */
function namesOf(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(/\s+/).map((name) => [name.toLowerCase(), name]))
}

/** Between these everything is text. */
const textOnly = new Set(['style', 'title', 'desc'])

/**
 * The text of a drawing, made anew from what is known to be harmless: what made the drawing is trusted with nothing. What
 * it holds besides is left out with all that is in it.
 */
export function cleanSvg(drawing: Element): string {
  return elementText(drawing, true)
}

/** What leads somewhere is a group like any other. */
const LINK = 'a'

function elementText(element: Element, isRoot: boolean): string {
  const given = element.localName.toLowerCase()
  const name = given === LINK ? 'g' : elements.get(given)
  if (!name) return ''
  const kept = [...element.attributes].flatMap((each) => attributeText(each.name, each.value))
  const all = isRoot ? [`xmlns="${SVG}"`, ...kept] : kept
  const inner = textOnly.has(name) ? textOf(element) : childrenText(element)
  return `<${[name, ...all].join(' ')}>${inner}</${name}>`
}

function childrenText(element: Element): string {
  return [...element.childNodes]
    .map((node) => {
      if (isElement(node)) return elementText(node, false)
      return node.nodeType === 3 ? escape(node.textContent ?? '') : ''
    })
    .join('')
}

function textOf(element: Element): string {
  const text = element.textContent
  return escape(element.localName === 'style' ? cleanCss(text) : text)
}

function attributeText(name: string, value: string): readonly string[] {
  const isLabel = /^aria-[a-z]+$/.test(name)
  const known = isLabel ? name : attributes.get(name.toLowerCase())
  if (!known) return []
  if (known === 'href' && !value.startsWith('#')) return []
  return [`${known}="${escape(isLabel ? value : cleanCss(value))}"`]
}

/** Nothing of a style comes from elsewhere. An escape in CSS could hide any word, and no drawing needs one. */
function cleanCss(css: string): string {
  return css
    .replaceAll('\\', '')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/@(?:import|namespace|charset|font-face)\b[^;{}]*[;{]?/gi, '')
    .replaceAll(/(?:url|src|image|image-set)\(\s*(?!["']?#)[^)]*\)?/gi, 'none')
    .replaceAll(/expression\(/gi, '(')
}

function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}
