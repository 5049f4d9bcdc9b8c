import { expect } from '../harness/fixtures.ts'
import { test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

// In one theme: the tour shows what is there when somebody has filled it.
const colorScheme = 'light'

test(`screens of an empty library, ${colorScheme}`, async ({ launch }, { project }) => {
  const { page } = await launch({ colorScheme, reducedMotion: 'reduce' })
  const take = takesOf(page, project.name, colorScheme)
  await windowOf(page).openSettings('Agents')
  await expect(page.getByText('No agents yet')).toBeVisible()
  await take('settings-agents-empty')
  await page.getByRole('button', { name: 'Prompts', exact: true }).click()
  await expect(page.getByText('No prompts yet')).toBeVisible()
  await take('settings-prompts-empty')
})
