import type { Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { takesOf } from './support/screens.ts'
import { longChat, seedLongChat } from './support/seed.ts'
import { windowOf } from './support/window.ts'

const TURNS = 600

test('a chat of 1,200 messages opens at its end, is read back to its beginning, and found in', async ({
  launch,
  profile,
}, { project }) => {
  await seedLongChat(profile, TURNS)
  const { page } = await launch({ colorScheme: 'light', reducedMotion: 'reduce' })
  const { session, transcript } = windowOf(page)
  const question = (turn: number) => transcript.getByText(`Question ${turn}: which code has bag ${turn}?`)
  await session(longChat).click()
  await expect(transcript.getByText(`Answer ${TURNS}.`)).toBeInViewport()

  await scrollToTop(page)
  await expect(question(1)).toBeInViewport()
  await transcript.getByRole('article').first().focus()
  await page.keyboard.press('End')
  await expect(transcript.getByText(`Answer ${TURNS}.`)).toBeInViewport()

  await page.reload()
  await session(longChat).click()
  await expect(transcript.getByText(`Answer ${TURNS}.`)).toBeInViewport()
  await page.keyboard.press('Control+f')
  const field = page.getByRole('textbox', { name: 'Find in this chat' })
  await expect(field).toBeFocused()
  await page.keyboard.type('bag 101')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(question(101)).toBeInViewport()
  await field.fill('code has bag')
  await expect(page.getByText(`${TURNS} of ${TURNS}`)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${TURNS - 1} of ${TURNS}`)).toBeVisible()
  await expect(question(TURNS - 1)).toBeInViewport()
  await takeBoth(page, project.name, 'find')
  await expectAccessible(page, 'find in a chat')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('bag 77')
  const hit = page.getByRole('option', { name: /Question 77:/ })
  await expect(hit).toBeVisible()
  await hit.click()
  await expect(question(77)).toBeInViewport()
})

/** As a hand does it, as long as it goes on. */
async function scrollToTop(page: Page): Promise<void> {
  const scroller = page.locator('.transcript-scroll')
  await scroller.hover()
  const begins = page.getByText('Question 1: which code has bag 1?')
  await expect(async () => {
    await page.mouse.wheel(0, -100_000)
    await expect(begins).toBeInViewport({ timeout: 20 })
  }).toPass({ intervals: [20] })
}

async function takeBoth(page: Page, project: string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await takesOf(page, project, colorScheme)(name)
  }
}
