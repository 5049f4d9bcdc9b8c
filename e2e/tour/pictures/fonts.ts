import type { Page } from '@playwright/test'

/** How wide and how high the letters of some texts are: the measure of a set of fonts. */
export type FontMeasures = Readonly<Record<string, readonly number[]>>

const SLACK_PX = 1

/** Measures the fonts of the window, in pixels. */
export function measureFonts(page: Page): Promise<FontMeasures> {
  return page.evaluate(async () => {
    const root = getComputedStyle(document.documentElement)
    const [ui, mono] = [root.getPropertyValue('--font-ui'), root.getPropertyValue('--font-mono')]
    const samples: Readonly<Record<string, readonly [string, string]>> = {
      latin: [`16px ${ui}`, 'Hamburgefonstiv, 0123456789'],
      bold: [`600 16px ${ui}`, 'Hamburgefonstiv, 0123456789'],
      accented: [`16px ${ui}`, '⟦Ñéŵ çħáŧ ßäöü~~~⟧'],
      signs: [`16px ${ui}`, '↑↓ ⏎ ⌘ … ·'],
      chinese: [`16px ${ui}`, '设置、对话与模型'],
      code: [`16px ${mono}`, 'function answer(): void {}'],
      page: ['16px sans-serif', 'Hamburgefonstiv, 0123456789'],
    }
    const context = document.createElement('canvas').getContext('2d')
    if (!context) throw new Error('the page has no canvas to measure letters with')
    const measures: Record<string, readonly number[]> = {}
    for (const [name, [font, text]] of Object.entries(samples)) {
      await document.fonts.load(font, text)
      context.font = font
      const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(text)
      measures[name] = [width, actualBoundingBoxAscent, actualBoundingBoxDescent].map(
        (length) => Math.round(10 * length) / 10,
      )
    }
    return measures
  })
}

/** The names of the fonts that are others here. */
export function otherFonts(one: FontMeasures, other: FontMeasures): readonly string[] {
  return Object.keys({ ...one, ...other }).filter((name) => {
    const [lengths = [], others = []] = [one[name], other[name]]
    return (
      lengths.length !== others.length ||
      lengths.some((length, at) => Math.abs(length - (others[at] ?? 0)) > SLACK_PX)
    )
  })
}
