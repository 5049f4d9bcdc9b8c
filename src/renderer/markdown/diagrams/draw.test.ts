import { afterAll, expect, it } from 'vitest'
import { hostile } from '../view/testing/hostile.ts'
import type { MeasureText } from './geometry/font.ts'
import { TextStyles } from './geometry/styles.ts'
import { cleanSvg } from './clean-svg.ts'
import { FONT_FAMILY } from './protocol.ts'
import { installDocument } from './small-document.ts'
import { kinds } from './testing/kinds.ts'
import { testLook } from './testing/look.ts'

/** Letters that are all as wide: nothing here is about the font. */
const measure: MeasureText = (text, { size }) => ({
  width: text.length * size * 0.55,
  ascent: size * 0.9,
  descent: size * 0.25,
})

const before = new Set(Object.keys(globalThis))
// Files of tests share a process, where whoever finds a document takes it for a browser.
afterAll(() => {
  for (const name of Object.keys(globalThis)) if (!before.has(name)) Reflect.deleteProperty(globalThis, name)
})

// As in the worker: Mermaid looks for its document while it is loaded. Node's global hears of no events.
Object.assign(globalThis, { addEventListener: () => undefined })
installDocument(globalThis, { measure, styles: new TextStyles(), family: FONT_FAMILY })
const { createDrawing } = await import('./draw.ts')
const { draw, load } = createDrawing(testLook)

it.each(Object.entries(kinds))('draws a diagram of the kind %s', async (_kind, { source, words }) => {
  const drawn = await drawing(source)
  const { texts } = readSvg(drawn.svg)
  for (const word of words) expect(texts.join('')).toContain(word)
  expect(drawn.width).toBeGreaterThan(30)
  expect(drawn.height).toBeGreaterThan(20)
})

it.each([...Object.values(kinds).map(({ source }) => source), '', 'no diagram', '%% only this'])(
  'loads what %j needs before it is drawn, of which nothing is left to be seen',
  async (source) => {
    await load(source)
    const { texts } = readSvg((await drawing('flowchart TD\n  b[after it]')).svg)
    expect(texts.join('').trim()).toBe('after it')
  },
)

it('boxes are as wide as what stands in them', async () => {
  expect((await widthOf('wordswords')) - (await widthOf('words'))).toBeCloseTo(5 * 14 * 0.55, -0.5)
})

const diagrams = Object.entries(hostile).flatMap(([id, texts]) =>
  texts.flatMap((text) => {
    const [, source] = /^```mermaid\n([^]*)\n```$/.exec(text) ?? []
    return source === undefined ? [] : [[id, source] as const]
  }),
)

it.each(diagrams)(
  '%s a drawing holds shapes and text, and nothing that could act: %j',
  async (_id, source) => {
    const answer = await draw(source)
    const line = source.includes('classDef') ? 3 : 2
    expect([[], { type: 'refused', line }]).toContainEqual(
      answer.type === 'drawn' ? harmIn(answer.svg) : answer,
    )
  },
)

it('RX-01 RX-05 what is meant to act is words in the picture', async () => {
  const { svg } = await drawing(
    'graph TD\nA["<img src=x onerror=boom()>"] --> B["`**<script>boom()</script>**`"]\nclick A "javascript:boom()"',
  )
  expect(harmIn(svg)).toEqual([])
  expect(readSvg(svg).texts.join('').replaceAll(' ', '')).toContain('<script>boom()</script>')
  expect(svg).not.toContain('javascript:')
})

it('RX-03 no directive changes how a diagram is drawn, wherever it stands', async () => {
  const plain = await drawing('\n\n\ngraph TD\nA[words]')
  const settings =
    '{"htmlLabels": true, "theme": "forest", "securityLevel": "loose", "themeCSS": "*{fill:red}"}'
  for (const source of [
    `---\nconfig: ${settings}\n---\ngraph TD\nA[words]`,
    `%%{init: ${settings}}%%\n\n\ngraph TD\nA[words]`,
    `\n\n\ngraph TD\nA[words]\n%%{initialize: ${settings}`,
  ])
    expect((await drawing(source)).svg).toBe(plain.svg)
})

it.each([
  'classDef x fill:url(//evil.test/a)',
  'classDef x fill:u\\72l(//evil.test/a)',
  'style A fill:#abc,background:url(//evil.test/a)',
  'linkStyle 0 stroke:url(//evil.test/a#b)',
])('RX-04 no style of a diagram reaches outside: %s', async (style) => {
  const answer = await draw(`graph TD\nA --> B\n${style}\nclass A x`)
  const refused = { type: 'refused', line: 3 }
  expect([[], refused]).toContainEqual(answer.type === 'drawn' ? harmIn(answer.svg) : answer)
})

it('RX-07 what makes drawings is trusted with nothing: all but shapes, text and their looks is left out', () => {
  const made = `<svg viewBox="0 0 1 1" onload="boom()"><script>boom()</script><a href="javascript:boom()"><text>a</text></a>
<style>@import "//evil.test/a"; p{fill:u\\72l(//evil.test/b)}/**/</style>
<use href="//evil.test/c#x"></use><use xlink:href="#y" href="#x"></use><image href="data:x"></image><animate attributeName="href"></animate>
<foreignObject><p>html</p></foreignObject><lineargradient id="g"></lineargradient><path fill="url(//evil.test/d)" d="M0 0"></path>
<title><b>bold</b></title><text x="1" style="fill:url(#g)">&lt;b&gt; &amp; "x"\u0000</text></svg>`
  const parsed = new DOMParser().parseFromString(made, 'text/html').querySelector('svg')
  if (!parsed) throw new Error('no drawing')
  const svg = cleanSvg(parsed)
  expect(harmIn(svg)).toEqual([])
  expect(svg).toContain('<g><text>a</text></g>')
  expect(svg).not.toMatch(/javascript|boom|data:|html/)
  expect(svg).toContain('<linearGradient id="g">')
  expect(svg).toContain('<text x="1" style="fill:url(#g)">&lt;b&gt; &amp; &quot;x&quot;</text>')
})

it.each([
  ['graph TD\nA --> B\nB -->', 3],
  ['sequenceDiagram\nA->>B: hi\nthis is nothing', 3],
  ['no diagram at all', undefined],
  ['', undefined],
])('says of %j where it is not understood', async (source, line) => {
  expect(await draw(source)).toEqual({ type: 'refused', line })
})

async function widthOf(label: string): Promise<number> {
  return (await drawing(`graph TD\nA[${label}]`)).width
}

async function drawing(source: string) {
  const answer = await draw(source)
  if (answer.type !== 'drawn') throw new Error(`${JSON.stringify(answer)}: ${source}`)
  return answer
}

/** Reads what must be markup without a fault, so that no parser can understand it otherwise. */
function readSvg(svg: string) {
  const tags: { readonly name: string; readonly attributes: ReadonlyMap<string, string> }[] = []
  const texts: string[] = []
  const open: string[] = []
  const token = /<([a-zA-Z]+)((?: [\w:-]+="[^"<>]*")*)>|<\/([a-zA-Z]+)>|([^<>]+)/gy
  for (let found = token.exec(svg), end = 0; end < svg.length; found = token.exec(svg)) {
    if (!found) throw new Error(`no markup: ${svg.slice(end, end + 100)}`)
    end = token.lastIndex
    const [, name, list = '', closed, text] = found
    if (name !== undefined) {
      const pairs = [...list.matchAll(/ ([\w:-]+)="([^"]*)"/g)]
      tags.push({ name, attributes: new Map(pairs.map(([, key = '', value = '']) => [key, value])) })
      open.push(name)
    }
    if (closed !== undefined && open.pop() !== closed) throw new Error(`${closed} closes nothing: ${svg}`)
    if (text !== undefined && open.at(-1) !== 'style')
      texts.push(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
  }
  expect(open).toEqual([])
  return { tags, texts }
}

/** What could act in a picture, in words. */
function harmIn(svg: string): readonly string[] {
  const { tags } = readSvg(svg)
  const active = /^(?:script|foreignObject|a|image|iframe|animate|set|img|br)$/
  const attributes = tags.flatMap((tag) => [...tag.attributes])
  return [
    ...tags.flatMap(({ name }) => (active.test(name) ? [name] : [])),
    ...attributes.flatMap(([name, value]) =>
      /^on|^src|:/i.test(name) || (name === 'href' && !value.startsWith('#')) ? [`${name}=${value}`] : [],
    ),
    ...(svg.match(/url\((?!#)|@import/g) ?? []),
  ]
}
