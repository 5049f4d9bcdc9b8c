import { expect, test } from '../harness/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

test('DU-21 a backup is made and gone back to under the running app, by keyboard too', async ({ app }) => {
  const { page } = app
  const window = windowOf(page)
  await window.ask('What is 6 * 7?')
  await window.answered()
  await window.openSettings('Storage')
  await expect(page.getByText('None yet')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).press('Enter')
  await expect(page.getByText(/^Today at .*, checked by reading it back$/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to chats' }).click()
  await window.newChat()
  await window.ask('What is 7 * 7?')
  await window.answered()

  await window.openSettings('Storage')
  await page.getByRole('button', { name: 'Restore…' }).press('Enter')
  await page.getByRole('button', { name: /^Restore: Today/ }).press('Enter')
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`screens of backups, ${colorScheme}`, async ({ launch }, { project }) => {
    const { page } = await launch({ colorScheme, reducedMotion: 'reduce' })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await window.ask('What is 6 * 7?')
    await window.answered()
    await window.openSettings('Storage')
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByRole('button', { name: 'Restore…' }).click()
    await page.getByRole('button', { name: /^Restore: Today/ }).scrollIntoViewIfNeeded()
    await expectAccessible(page, 'backups')
    await take('storage-backups')
    await page.getByRole('button', { name: /^Restore: Today/ }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectAccessible(page, 'going back')
    await take('storage-restore')
  })
}
