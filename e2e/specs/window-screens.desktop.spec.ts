import { writeFile } from 'node:fs/promises'
import { expect } from '../harness/fixtures.ts'
import { dayOf } from '../../src/contract/money.ts'
import { test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

/** Three weeks of two models, one of which has no price. */
function usageFile(): string {
  const days = Array.from({ length: 21 }, (_, index) => {
    const day = dayOf(Date.now() - (20 - index) * 86_400_000)
    const usage = { inputTokens: 9000 + index * 700, outputTokens: 1200 + (index % 5) * 300 }
    const large = { day, providerId: 'openai', model: 'gpt-5', rounds: 2 + (index % 4), usage, unpriced: 0 }
    const local = { day, providerId: 'ollama', model: 'qwen3:14b', rounds: 5, usage, unpriced: 5, cost: 0 }
    const small = { ...large, model: 'gpt-5-mini', cost: 0.05 + (index % 6) * 0.02 }
    return [{ ...large, cost: 0.3 + ((index * 7) % 11) * 0.09 }, small, ...(index % 2 ? [local] : [])]
  })
  return JSON.stringify({ version: 1, days: days.flat() })
}

// In one theme: the tour shows these pages in all of them.
const colorScheme = 'light'
const look = { colorScheme, reducedMotion: 'reduce' } as const

test(`screens of appearance, usage, updates, shortcuts and licences, ${colorScheme}`, async ({
  launch,
  profile,
}, { project }) => {
  await writeFile(`${profile}/usage.json`, usageFile())
  const { page } = await launch(look)
  const window = windowOf(page)
  const take = takesOf(page, project.name, colorScheme)
  await window.ask('What is 15 * 25?')
  await window.answered()
  await window.transcript.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('button', { name: 'Version 2 of 2' })).toBeVisible()
  await window.answered()
  await page.getByRole('button', { name: 'Version 2 of 2' }).click()
  await expect(page.getByRole('treeitem')).toHaveCount(3)
  await take('branch-tree')
  await page.keyboard.press('Escape')
  await window.openSettings('Usage')
  await expect(page.getByRole('button', { name: 'What is 15 * 25?' })).toBeVisible()
  await take('settings-usage')
  await page.getByRole('button', { name: 'The same as a table' }).scrollIntoViewIfNeeded()
  await page.getByRole('region', { name: 'By chat' }).scrollIntoViewIfNeeded()
  await take('settings-usage-end')
  await page.getByRole('button', { name: 'Appearance', exact: true }).click()
  await page.getByRole('radio', { name: 'Violet' }).click()
  await take('settings-appearance')
  await page.getByRole('combobox', { name: 'Text size' }).click()
  await page.getByRole('option', { name: '150 %' }).click()
  await take('settings-appearance-large')
  await page.getByRole('button', { name: 'Back to chats' }).click()
  await take('chat-large')
  await window.openSettings('Shortcuts')
  await take('settings-shortcuts')
  await page.getByRole('button', { name: 'Appearance', exact: true }).click()
  await page.getByRole('combobox', { name: 'Text size' }).click()
  await page.getByRole('option', { name: '100 %' }).click()
  await page.getByRole('button', { name: 'Updates', exact: true }).click()
  await take('settings-updates')
  await page.getByRole('button', { name: 'About', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search packages' }).fill('zod')
  await page.getByRole('button', { name: /^zod/ }).click()
  await expect(page.getByText(/Permission is hereby granted/)).toBeVisible()
  await take('settings-about')
})
