import { writeFile } from 'node:fs/promises'
import { expect } from '../harness/fixtures.ts'
import { test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

const agents = [
  {
    id: 'clerk',
    name: 'Clerk',
    instructions: 'You keep the books of a small bakery.\nAnswer in one line, with the sum first.',
    generation: { temperature: 0.2 },
    tools: ['calculator', 'books__search'],
    parallelTools: true,
    toolCallTimeoutMs: 20_000,
  },
  { id: 'editor', name: 'Editor of long and careful texts', instructions: 'You edit.' },
]
const prompts = [
  { id: 'p1', name: 'review', description: 'For a change of code', text: 'Review {{what}}.' },
  {
    id: 'p2',
    name: 'trip',
    text: 'Plan a {{tone:plain|warm}} day in {{city=Bern}} for {{who}}, on {{date}}.',
  },
]

// In one theme: the tour shows these pages in all of them.
const colorScheme = 'light'

test(`screens of agents, prompts and commands, ${colorScheme}`, async ({ launch, profile }, { project }) => {
  await writeFile(`${profile}/agents.json`, JSON.stringify({ version: 1, agents }))
  await writeFile(`${profile}/prompts.json`, JSON.stringify({ version: 1, prompts }))
  const { page } = await launch({ colorScheme, reducedMotion: 'reduce' })
  const window = windowOf(page)
  const take = takesOf(page, project.name, colorScheme)
  await window.openSettings('Agents')
  await expect(page.getByText('Not there now')).toBeVisible()
  await take('settings-agents')
  await page.getByRole('switch', { name: 'Answers in new chats' }).scrollIntoViewIfNeeded()
  await take('settings-agents-end')
  await page.getByRole('button', { name: 'Prompts', exact: true }).click()
  await page.getByRole('button', { name: /^\/trip/ }).click()
  await expect(page.getByText('One of: plain, warm')).toBeVisible()
  await take('settings-prompts')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Agent:/ }).click()
  await page.getByRole('menuitemradio', { name: 'Clerk' }).click()
  await page.getByRole('button', { name: 'Agent: Clerk' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await take('agent-menu')
  await page.keyboard.press('Escape')
  await window.message.fill('/')
  await expect(page.getByRole('option', { name: /^\/trip/ })).toBeVisible()
  await take('slash')
  await window.message.fill('/tr')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await take('prompt-form')
})

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
