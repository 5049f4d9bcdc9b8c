import type { Page } from '@playwright/test'
import type { TourLanguage } from './words.ts'

export const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 600, height: 800 },
] as const
export type Size = (typeof sizes)[number]

export const themes = ['light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** How a screen is looked at. */
export interface Look {
  readonly theme: Theme
  readonly size: Size
}

/** The name of the mode in the folder of the pictures: languages are in their light theme, English in all three. */
export function modeOf(language: TourLanguage, { theme }: Look): string {
  if (language === 'en') return theme
  const name = language === 'en-XA' ? 'pseudo' : language.toLowerCase()
  return theme === 'light' ? name : `${name}-${theme}`
}

/** All looks of a language, or the one of that number, which goes round so that every theme and size comes to be seen. */
export function looksOf(language: TourLanguage, which: 'all' | number, wideOnly = false): readonly Look[] {
  const wide = wideOnly ? sizes.slice(0, 2) : sizes
  if (which !== 'all') {
    const theme = themes[which % themes.length] ?? 'light'
    return [{ theme, size: wide[Math.floor(which / themes.length) % wide.length] ?? sizes[0] }]
  }
  const shown = language === 'en' ? themes : themes.slice(0, 1)
  return shown.flatMap((theme) => wide.map((size) => ({ theme, size })))
}

/** Resolves when the window has that theme and size and has drawn what follows from them. */
export async function show(page: Page, { theme, size }: Look): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(async (wanted) => {
    const root = document.documentElement
    const { parley } = globalThis as unknown as {
      parley: { invoke(method: string, input: object): Promise<unknown> }
    }
    if (root.dataset['theme'] !== wanted) {
      const changed = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (root.dataset['theme'] !== wanted) return
          observer.disconnect()
          resolve()
        })
        observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] })
      })
      await parley.invoke('settings.update', { theme: wanted })
      await changed
    }
  }, theme)
  await drawn(page)
}

/** Resolves when what was done to the window has been drawn, and whatever it set in motion has come to its end. */
export function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    // What goes by where one has scrolled to has no end.
    const moving = document
      .getAnimations()
      .filter(({ timeline }) => timeline === document.timeline)
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })
}
