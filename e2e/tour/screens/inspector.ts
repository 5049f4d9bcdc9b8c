import { expect } from '@playwright/test'
import { drawn } from '../looks.ts'
import type { Stage } from '../stage.ts'

export const toggleInspector = ({ page }: Stage): Promise<void> => page.keyboard.press('Control+i')

/** Beside the chat, and where there is no room for that over it: each is open by itself. */
export async function closeInspector(stage: Stage): Promise<void> {
  const panel = stage.find('complementary', 'Run inspector')
  for (const width of [600, 1280]) {
    await stage.page.setViewportSize({ width, height: 800 })
    await drawn(stage.page)
    if (await panel.isVisible()) await toggleInspector(stage)
    await expect(panel).toBeHidden()
  }
}

/** What the next request holds, with what may be done with the newest result. */
export async function openContext({ page, find, words }: Stage): Promise<void> {
  await page.locator('.meter').click()
  await page.getByRole('menuitem', { name: words('What the next request holds') }).click()
  const panel = find('complementary', 'Run inspector')
  await panel.getByText(words('Tool results')).click()
  await panel.locator('.context-row').first().click()
}
