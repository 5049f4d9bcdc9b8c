import type { Page } from '@playwright/test'
import { expect } from '../harness/fixtures.ts'
import { test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

test('what is typed before the search, the list of commands or the form of a folder is loaded is there when it is', async ({
  launch,
}) => {
  const { page } = await launch()
  const window = windowOf(page)
  const { keyboard } = page
  await expect(window.message).toBeVisible()

  await test.step('Ctrl+K, the words and Enter at once open the chat', async () => {
    await window.ask('Customs of Lyon')
    await window.answered()
    await window.newChat()
    await window.message.fill('Half a')
    const release = await reloadWithout(page, 'search-dialog')
    await window.message.press('End')
    await keyboard.press('Control+k')
    await keyboard.type('Custx')
    await keyboard.press('Backspace')
    await keyboard.type('oms of')
    release()
    await expect(page.getByRole('combobox', { name: 'Search' })).toHaveValue('Customs of')
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Customs of Lyon' })).toBeVisible()
    await window.newChat()
    await expect(window.message).toHaveValue('Half a')
  })

  await test.step('a command and Enter at once do it', async () => {
    const release = await reloadWithout(page, 'slash-list')
    await window.session('Customs of Lyon').click()
    await window.message.fill('')
    await window.message.pressSequentially('/new')
    await keyboard.press('Enter')
    release()
    await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible()
    await expect(window.message).toHaveValue('Half a')
  })

  await test.step('the name of a folder and Enter at once file the chat', async () => {
    const release = await reloadWithout(page, 'folder-dialog')
    await window.session('Customs of Lyon').hover()
    await page.getByRole('button', { name: 'More for Customs of Lyon' }).click()
    await page.getByRole('menuitem', { name: 'Folder…' }).click()
    await keyboard.type('Trade')
    await keyboard.press('Enter')
    release()
    await expect(window.sessions.getByRole('heading', { name: 'Trade' })).toBeVisible()
  })
})

/** Opens the page anew, where the file of one part does not come until it is let through. */
async function reloadWithout(page: Page, part: string): Promise<() => void> {
  const gate = Promise.withResolvers<void>()
  await page.route(`**/assets/${part}-*.js`, async (route) => {
    await gate.promise
    await route.continue()
  })
  await page.reload()
  await expect(windowOf(page).message).toBeVisible()
  return () => gate.resolve()
}
