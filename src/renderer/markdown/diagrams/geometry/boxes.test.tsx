import { afterEach, expect, it } from 'vitest'
import { boxOf, outerBoxOf } from './element-box.ts'
import { canvasMeasure } from './font.ts'
import { lengthOf, outlineOf, pointAt } from './path.ts'
import { TextStyles } from './styles.ts'
import { lengthOfText } from './text.ts'

const family = 'system-ui, sans-serif'
const context = { measure: canvasMeasure(), styles: new TextStyles(), family }

afterEach(() => {
  document.body.replaceChildren()
})

const shapes = [
  '<rect x="3" y="4" width="50" height="20"/>',
  '<circle cx="10" cy="12" r="7"/>',
  '<ellipse cx="10" cy="12" rx="7" ry="3"/>',
  '<line x1="1" y1="2" x2="30" y2="-4"/>',
  '<polygon points="0,0 20,5 -3.5,1e1"/>',
  '<path d="M10 10h20v-5l-30,40z"/>',
  '<path d="m0,0c10,40 50,-40 60,0s20 30 40-10"/>',
  '<path d="M0 0Q50 80 100 0t60-10"/>',
  '<path d="M0,-185A185,185,0,1,1,0,185A185,185,0,1,1,0,-185Z"/>',
  '<path d="M10 10a30 15 40 0110 20"/>',
  '<g transform="translate(10 20) rotate(30) scale(2, .5)"><rect width="40" height="9"/><g></g><rect/></g>',
  '<g transform="rotate(20, 30, 40) skewX(10)"><circle r="9"/><g transform="matrix(1 0 0 1 50 60)"><path d="M0 0 9 9"/></g></g>',
  '<g><defs><rect width="900" height="900"/></defs><rect x="5" width="2" height="2"/></g>',
]

it.each(shapes)('says of %s what the browser says', (shape) => {
  const [element] = drawn(shape)
  const real = element.getBBox()
  const near = boxOf(element, context)
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(near[side] - real[side]), side).toBeLessThan(1.5)
})

const texts = [
  '<text x="5" y="30">Some words</text>',
  '<text class="big" y="5">Words by a rule</text>',
  '<g class="list"><text style="text-anchor: end; font-weight: bold">Bold  and\n at the end</text></g>',
  '<text y="-10"><tspan x="0" y="-.1em" dy="1.1em">One</tspan><tspan x="0" y="1em" dy="1.1em"><tspan font-style="italic">and</tspan><tspan> another</tspan></tspan></text>',
  '<text x="50" text-anchor="middle" font-size="2em">中文和 mixed <title>not this</title>words</text>',
]

it.each(texts)('measures %s as the browser does', (text) => {
  const [element] = drawn(text)
  const real = element.getBBox()
  const near = boxOf(element, context)
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(near[side] - real[side]), side).toBeLessThan(2)
  const inner = element.querySelector('text') ?? element
  if (!(inner instanceof SVGTextContentElement)) throw new Error('no text')
  expect(Math.abs(lengthOfText(inner, context) - inner.getComputedTextLength())).toBeLessThan(2)
})

it('finds points along a path, and boxes as they are seen from outside', () => {
  const d = 'M0 0H30V40Q60 80 90 40'
  const [path] = drawn(`<path transform="translate(7 8)" d="${d}"/>`)
  if (!(path instanceof SVGGeometryElement)) throw new Error('no path')
  const points = outlineOf(d)
  expect(Math.abs(lengthOf(points) - path.getTotalLength())).toBeLessThan(1)
  for (const length of [0, 10, 55, 90, 1000]) {
    const real = path.getPointAtLength(length)
    expect(Math.hypot(pointAt(points, length).x - real.x, pointAt(points, length).y - real.y)).toBeLessThan(
      1.5,
    )
  }
  expect(outerBoxOf(path, context)).toMatchObject({ x: 7, y: 8, width: 90 })
})

/** The first thing drawn, in a page that has nothing else. */
function drawn(markup: string): readonly [SVGGraphicsElement] {
  const css = `#d { font-size: 14px; font-family: ${family} } #d .big, #d p { font-size: 1.5em } .list > text { font-size: 10px }`
  document.body.innerHTML = `<svg id="d"><style>${css}</style>${markup}</svg>`
  const element = document.querySelector('#d > :not(style)')
  if (!(element instanceof SVGGraphicsElement)) throw new Error('nothing is drawn')
  return [element]
}
