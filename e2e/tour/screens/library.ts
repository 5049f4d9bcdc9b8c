import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '../stage.ts'

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

export async function prepareLibrary(profile: string): Promise<void> {
  await writeFile(join(profile, 'agents.json'), JSON.stringify({ version: 1, agents }))
  await writeFile(join(profile, 'prompts.json'), JSON.stringify({ version: 1, prompts }))
}

/** The forms of an agent and of a prompt, on the pages of the settings. */
export const libraryForms: readonly Screen[] = [
  {
    name: 'settings-agents',
    go: ({ settings }) => settings('Agents'),
    shows: ({ said }) => said('Not there now').first(),
  },
  {
    name: 'settings-agent-end',
    go: ({ find }) => find('switch', 'Answers in new chats').scrollIntoViewIfNeeded(),
    shows: ({ find }) => find('switch', 'Answers in new chats'),
  },
  {
    name: 'settings-prompts',
    async go({ page, settings }) {
      await settings('Prompts')
      await page.getByRole('button', { name: /^\/trip/ }).click()
    },
    shows: ({ page }) => page.getByText(/plain.*warm/).first(),
  },
]

/** What a chat offers of both, from the settings on. */
export const libraryInChat: readonly Screen[] = [
  {
    name: 'agent-menu',
    async go({ button, find, newChat, page }) {
      await newChat()
      await button('Agent: {name}').click()
      await page.getByRole('menuitemradio', { name: 'Clerk' }).click()
      await find('menuitem', 'Manage agents').waitFor({ state: 'detached' })
      await button('Agent: {name}').click()
    },
    shows: ({ find }) => find('menuitem', 'Manage agents'),
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'slash-menu',
    go: ({ message }) => message.fill('/'),
    shows: ({ page }) => page.getByRole('option', { name: /^\/trip/ }),
  },
  {
    name: 'prompt-menu',
    async go({ button, message }) {
      await message.fill('')
      await button('Insert a prompt').click()
    },
    shows: ({ page }) => page.getByRole('menuitem', { name: 'trip' }),
  },
  {
    name: 'prompt-form',
    go: ({ page }) => page.getByRole('menuitem', { name: 'trip' }).click(),
    shows: ({ page }) => page.getByRole('dialog'),
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
]

/** A newer version at a place for updates. */
export function updateFound(): Screen {
  let place: Server | undefined
  return {
    name: 'settings-update-found',
    async go({ button, find, settings }) {
      await settings('Updates')
      const release = {
        tag_name: 'v99.1.0',
        html_url: 'https://example.org/parley/v99.1.0',
        body: '## What is new\n\n- Diagrams are drawn.\n- Longer answers come sooner.',
        published_at: '2026-11-01T12:00:00Z',
      }
      place = createServer((_request, response) => response.end(JSON.stringify([release])))
      await new Promise<void>((resolve) => place?.listen(0, '127.0.0.1', resolve))
      const { port } = place.address() as AddressInfo
      const field = find('textbox', 'Place for updates')
      await field.fill(`http://127.0.0.1:${port}/releases`)
      await field.press('Enter')
      await button('Check for updates').click()
    },
    shows: ({ said }) => said('Version {version} is there'),
    leave: async () => void place?.close(),
  }
}
