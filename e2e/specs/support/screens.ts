import { join } from 'node:path'
import type { Page } from '@playwright/test'

const folder = join(import.meta.dirname, '..', '..', 'screenshots')
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const

/** `once`: at the larger size alone. */
export type Take = (name: string, once?: 'once') => Promise<void>

/** Saves the screen at both sizes as `PROJECT-NAME-THEME-WIDTH.png`, and leaves the window at the larger one. */
export function takesOf(page: Page, project: string, theme: string): Take {
  return async (name, once) => {
    for (const size of once ? sizes.slice(0, 1) : sizes.toReversed()) {
      await page.setViewportSize(size)
      await settled(page)
      const path = join(folder, `${project}-${name}-${theme}-${size.width}.png`)
      await page.screenshot({ path, animations: 'disabled' })
    }
  }
}

/** Resolves when the fonts are there and what follows the window's size has been drawn. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}
