import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accentSchema } from '../../contract/look.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** What the rules of `selectors` set, later ones over earlier ones. */
function tokensOf(selectors: readonly string[]): Map<string, string> {
  const rules = [...css.matchAll(/^([^{}@]+?)\s*\{([^}]*)\}/gm)]
  const tokens = new Map<string, string>()
  for (const [, heads = '', body = ''] of rules) {
    const names = heads.replaceAll(/\/\*.*?\*\//gs, '').split(',')
    if (!names.some((name) => selectors.includes(name.trim()))) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+): ([^;]+);/g)) tokens.set(name, value)
  }
  return tokens
}

type Rgb = readonly [number, number, number]

function colourOf(tokens: Map<string, string>, name: string): Rgb {
  const value = tokens.get(name) ?? ''
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (reference) return colourOf(tokens, reference)
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(value) ?? []
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`${name} is ${value}`)
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

/** As WCAG 2.2 defines it. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function contrast(a: Rgb, b: Rgb): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (bright + 0.05) / (dark + 0.05)
}

const surfaces = ['surface', 'surface-chrome', 'surface-raised', 'surface-sunken']
const on = (names: readonly string[], grounds: readonly string[]) =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const))

/** What is read, on what it stands: 4.5 to 1. */
const read = [
  ...on(['text', 'text-muted', 'text-faint', 'accent-text', 'danger'], surfaces),
  ...on(['success', 'warning'], ['surface', 'surface-raised']),
  ...on(['on-accent'], ['accent', 'accent-hover']),
  ...on(['on-danger'], ['danger', 'danger-hover']),
  ...['accent', 'danger', 'success', 'warning'].map((tone) => [`${tone}-soft-text`, `${tone}-soft`] as const),
  ...on(['text-inverse', 'text-inverse-accent'], ['surface-inverse']),
  ['on-thumb', 'thumb'] as const,
  ['on-mark', 'mark'] as const,
  ...on(
    ['code-text', 'code-keyword', 'code-string', 'code-number', 'code-name', 'code-comment'],
    ['code-bg'],
  ),
]

/** What must be told apart without being read: 3 to 1. */
const seen = [
  ...on(['focus', 'accent', 'border-control'], surfaces),
  ...on(
    accentSchema.options.map((accent) => `swatch-${accent}`),
    ['surface-raised'],
  ),
]

const looks = ['light', 'dark', 'contrast'].flatMap((theme) =>
  // High contrast has colours of its own, which no accent may change.
  accentSchema.options.map((accent) => [theme, accent] as const),
)

describe('contrast of the tokens', () => {
  test.each(looks)('theme %s with accent %s keeps WCAG AA', (theme, accent) => {
    const tokens = tokensOf([`[data-theme='${theme}']`, `[data-theme='${theme}'][data-accent='${accent}']`])
    const ratio = ([ink, ground]: readonly [string, string]) =>
      contrast(colourOf(tokens, ink), colourOf(tokens, ground))
    const weak = [...read.filter((pair) => ratio(pair) < 4.5), ...seen.filter((pair) => ratio(pair) < 3)].map(
      (pair) => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`,
    )
    expect(weak).toEqual([])
  })

  test('every accent but the first has rules of its own in light and in dark, and none in high contrast', () => {
    for (const accent of accentSchema.options.slice(1)) {
      expect(tokensOf([`[data-theme='light'][data-accent='${accent}']`]).size).toBeGreaterThan(8)
      expect(tokensOf([`[data-theme='dark'][data-accent='${accent}']`]).size).toBeGreaterThan(8)
    }
    expect(css).not.toContain(`[data-theme='contrast'][data-accent`)
  })
})
