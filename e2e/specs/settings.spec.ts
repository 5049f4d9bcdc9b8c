import { expect, test } from '../harness/fixtures.ts'
import { windowOf } from './support/window.ts'

test('theme, accent and parallel are kept over a restart, and Escape leaves the settings', async ({
  launch,
}) => {
  const first = await launch()
  const before = windowOf(first.page)
  await expect(before.parallel).toHaveAttribute('aria-pressed', 'false')
  await before.parallel.click()
  await expect(before.parallel).toHaveAttribute('aria-pressed', 'true')
  await before.openSettings('Appearance')
  await first.page.getByRole('radio', { name: 'Dark' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await first.page.getByRole('radio', { name: 'Plum' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-accent', 'plum')
  await first.close()

  const second = await launch()
  const after = windowOf(second.page)
  await expect(after.parallel).toHaveAttribute('aria-pressed', 'true')
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(second.page.locator('html')).toHaveAttribute('data-accent', 'plum')

  await after.openSettings('About')
  await expect(second.page.getByText('0.1.0')).toBeVisible()
  await second.page.keyboard.press('Escape')
  await expect(after.message).toBeVisible()
})

test('a malformed settings file is kept under another name and said so', async ({ launch, profile }) => {
  const { writeFile, readdir, readFile } = await import('node:fs/promises')
  await writeFile(`${profile}/settings.json`, '{ "theme": ')
  const { page } = await launch()
  await expect(page.getByText(/settings .* cannot be read/)).toBeVisible()
  const [kept] = (await readdir(profile)).filter((name) => name.startsWith('settings.broken-'))
  expect(await readFile(`${profile}/${kept}`, 'utf8')).toBe('{ "theme": ')
})
