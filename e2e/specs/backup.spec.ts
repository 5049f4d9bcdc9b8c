import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test as base } from '../harness/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

const test = base.extend({
  // By itself the app makes its first backup half a minute after the start, beside those that are asked for here.
  profile: async ({ profile }, provide) => {
    const storage = { backup: { everyMs: null } }
    await writeFile(join(profile, 'settings.json'), JSON.stringify({ version: 1, storage }))
    await provide(profile)
  },
})

test('DU-21 a backup is made and gone back to under the running app, by keyboard too', async ({ app }) => {
  const { page } = app
  const window = windowOf(page)
  await window.ask('What is 6 * 7?')
  await window.answered()
  await window.openSettings('Storage')
  await expect(page.getByText('None yet')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).press('Enter')
  await expect(page.getByText(/^(?:Today|Yesterday) at .*, checked by reading it back$/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to chats' }).click()
  await window.newChat()
  await window.ask('What is 7 * 7?')
  await window.answered()

  await window.openSettings('Storage')
  await page.getByRole('button', { name: 'Restore…' }).press('Enter')
  await page.getByRole('button', { name: /^Restore: (?:Today|Yesterday)/ }).press('Enter')
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Back to 1 chat.')).toBeVisible()
  await expect(page.getByText('Before something took its place')).toBeVisible()
  await page.getByRole('button', { name: 'Back to chats' }).click()
  await expect(window.session('What is 6')).toBeVisible()
  await expect(window.session('What is 7')).toHaveCount(0)
  await window.session('What is 6').click()
  await window.ask('What is 8 * 8?')
  await window.answered()
  await expect(window.transcript.getByText('64').last()).toBeVisible()
})

test('screens of backups, light and dark', async ({ launch }, { project }) => {
  const reducedMotion = 'reduce'
  const { page } = await launch({ colorScheme: 'light', reducedMotion })
  const window = windowOf(page)
  await window.ask('What is 6 * 7?')
  await window.answered()
  await window.openSettings('Storage')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByRole('button', { name: 'Restore…' }).click()
  const restore = page.getByRole('button', { name: /^Restore: (?:Today|Yesterday)/ })
  const dialog = page.getByRole('alertdialog')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion })
    const take = takesOf(page, project.name, colorScheme)
    await restore.scrollIntoViewIfNeeded()
    await expectAccessible(page, `backups, ${colorScheme}`)
    await take('storage-backups')
    await restore.click()
    await expect(dialog).toBeVisible()
    await expectAccessible(page, `going back, ${colorScheme}`)
    await take('storage-restore')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
  }
})
