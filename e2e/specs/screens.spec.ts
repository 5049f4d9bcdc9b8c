import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures.ts'
import { windowOf } from './support/window.ts'

const folder = join(import.meta.dirname, '..', 'screenshots')
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of sizes) {
    test(`screens, ${colorScheme}, ${viewport.width} × ${viewport.height}`, async ({ launch }, {
      project,
    }) => {
      const { page } = await launch({ colorScheme, viewport, reducedMotion: 'reduce' })
      const window = windowOf(page)
      const take = (name: string) =>
        takeScreen(page, `${project.name}-${name}-${colorScheme}-${viewport.width}`)

      await expect(window.message).toBeVisible()
      await take('first-start')
      await window.parallel.click()
      await window.ask('What is 15 * 25, and what time is it in Tokyo?')
      await window.answered()
      await take('answer')
      await window.transcript.getByRole('button', { name: /2 tools/ }).click()
      await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
      await take('calls')
      await window.newChat()
      await window.ask('Show me a table, some code and a formula')
      await window.answered()
      await take('markdown')
      for (const name of ['Providers', 'Default model', 'Run', 'Appearance', 'About']) {
        await window.openSettings(name)
        await take(`settings-${name.toLowerCase().replace(' ', '-')}`)
        await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: 'Trash' }).click()
      await take('trash')
    })
  }
}

async function takeScreen(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
